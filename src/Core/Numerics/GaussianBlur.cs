namespace VisEval.Core;

/// <summary>A Gaussian blur of every channel, one axis after the other.</summary>
public static class GaussianBlur
{
    /// <summary>Blurs C·H·W values: kernel exp(−d²/2σ²) cut at 3σ, its weights summing to 1; beyond the border the edge pixel
    /// continues.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">Its size.</param>
    /// <param name="sigma">The standard deviation in pixels, greater than 0.</param>
    /// <param name="reach">Where the kernel is cut instead, in pixels.</param>
    public static float[] Apply(ReadOnlySpan<float> image, ImageSize size, double sigma, int? reach = null)
    {
        var kernel = Kernel(sigma, reach);
        var radius = kernel.Length / 2;
        var (across, result, line) = (new float[image.Length], new float[image.Length], new double[size.Width]);
        Span<float> padded = new float[size.Width + 2 * radius];
        for (var row = 0; row < size.Channels * size.Height; row++)
        {
            var source = image.Slice(row * size.Width, size.Width);
            padded[..radius].Fill(source[0]);
            source.CopyTo(padded[radius..]);
            padded[(radius + size.Width)..].Fill(source[^1]);
            Array.Clear(line);
            for (var k = 0; k < kernel.Length; k++)
                SpanMath.AddScaled(padded.Slice(k, size.Width), kernel[k], line);
            for (var x = 0; x < size.Width; x++)
                across[row * size.Width + x] = (float)line[x];
        }
        for (var row = 0; row < size.Channels * size.Height; row++)
        {
            var (first, y) = (row / size.Height * size.Height, row % size.Height);
            Array.Clear(line);
            for (var k = -radius; k <= radius; k++)
                SpanMath.AddScaled(
                    across.AsSpan((first + Math.Clamp(y + k, 0, size.Height - 1)) * size.Width, size.Width), kernel[k + radius], line);
            for (var x = 0; x < size.Width; x++)
                result[row * size.Width + x] = (float)line[x];
        }
        return result;
    }

    /// <summary>The adjoint of <see cref="Apply"/>: takes a derivative by the blurred image back to the image.</summary>
    /// <param name="gradient">A value for every element of the blurred image.</param>
    /// <param name="size">Its size.</param>
    /// <param name="sigma">The standard deviation in pixels, greater than 0.</param>
    public static float[] Transpose(ReadOnlySpan<float> gradient, ImageSize size, double sigma)
    {
        var kernel = Kernel(sigma);
        var radius = kernel.Length / 2;
        var (down, result, line) = (new double[gradient.Length], new float[gradient.Length], new double[size.Width]);
        for (var row = 0; row < size.Channels * size.Height; row++)
        {
            var (first, y) = (row / size.Height * size.Height, row % size.Height);
            for (var k = -radius; k <= radius; k++)
                SpanMath.AddScaled(
                    gradient.Slice(row * size.Width, size.Width), kernel[k + radius],
                    down.AsSpan((first + Math.Clamp(y + k, 0, size.Height - 1)) * size.Width, size.Width));
        }
        Span<double> padded = new double[size.Width + 2 * radius];
        for (var row = 0; row < size.Channels * size.Height; row++)
        {
            var source = down.AsSpan(row * size.Width, size.Width);
            source.CopyTo(padded[radius..]);
            Array.Clear(line);
            // From the largest offset down: a place gets what comes to it in the order of where it comes from.
            for (var k = kernel.Length - 1; k >= 0; k--)
                SpanMath.AddScaled(padded.Slice(kernel.Length - 1 - k, size.Width), kernel[k], line);
            (line[0], line[^1]) = (AtEdge(source, kernel, last: false), AtEdge(source, kernel, last: true));
            for (var x = 0; x < size.Width; x++)
                result[row * size.Width + x] = (float)line[x];
        }
        return result;
    }

    /// <summary>The blur of a row as a matrix: a row for every place, with what comes of it to every place; unrounded.</summary>
    /// <param name="length">The number of places.</param>
    /// <param name="sigma">The standard deviation in pixels, greater than 0.</param>
    public static double[] Matrix(int length, double sigma)
    {
        var (kernel, matrix) = (Kernel(sigma), new double[length * length]);
        for (var to = 0; to < length; to++)
            for (var k = 0; k < kernel.Length; k++)
                matrix[Math.Clamp(to + k - kernel.Length / 2, 0, length - 1) * length + to] += kernel[k];
        return matrix;
    }

    // To the first place of a row comes what lies before it too, and to the last what lies behind.
    private static double AtEdge(ReadOnlySpan<double> row, double[] kernel, bool last)
    {
        var (radius, sum) = (kernel.Length / 2, 0.0);
        for (var x = 0; x < row.Length; x++)
        {
            var (low, high) = row.Length == 1 ? (-radius, radius) : last ? (row.Length - 1 - x, radius) : (-radius, -x);
            for (var k = low; k <= high; k++)
                sum += kernel[k + radius] * row[x];
        }
        return sum;
    }

    private static double[] Kernel(double sigma, int? reach = null)
    {
        var radius = reach ?? (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(d => Math.Exp(-d * d / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
