namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Resizes pictures exactly as PIL's <c>BILINEAR</c> does, so that networks trained on such pictures see the same bytes.</summary>
/// <remarks>Separable convolution with a triangle filter of half-width max(1, scale), which averages when shrinking; columns first, then
/// rows; weights rounded to 22 bits, and each pass rounded to bytes.</remarks>
public static class Resampling
{
    private const int Precision = 32 - 8 - 2;

    /// <summary>The picture at another size.</summary>
    public static Picture Bilinear(Picture picture, int width, int height)
    {
        if (width != picture.Width)
            picture = Horizontal(picture, width);
        return height == picture.Height ? picture : Vertical(picture, height);
    }

    private static Picture Horizontal(Picture source, int width)
    {
        var windows = Windows(source.Width, width);
        var channels = source.Channels;
        var pixels = new byte[source.Height * width * channels];
        for (var y = 0; y < source.Height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < channels; c++)
                    pixels[(y * width + x) * channels + c] =
                        Sum(source.Pixels, (y * source.Width + windows[x].First) * channels + c, channels, windows[x].Weights);
        return new Picture(pixels, width, source.Height, channels);
    }

    private static Picture Vertical(Picture source, int height)
    {
        var windows = Windows(source.Height, height);
        var row = source.Width * source.Channels;
        var pixels = new byte[height * row];
        for (var y = 0; y < height; y++)
            for (var i = 0; i < row; i++)
                pixels[y * row + i] = Sum(source.Pixels, windows[y].First * row + i, row, windows[y].Weights);
        return new Picture(pixels, source.Width, height, source.Channels);
    }

    private static byte Sum(byte[] pixels, int start, int stride, int[] weights)
    {
        var sum = 1 << (Precision - 1);
        for (var i = 0; i < weights.Length; i++)
            sum += pixels[start + i * stride] * weights[i];
        return (byte)Math.Clamp(sum >> Precision, 0, 255);
    }

    // The source positions every target position is a weighted mean of.
    private static (int First, int[] Weights)[] Windows(int source, int target)
    {
        var scale = (double)source / target;
        var support = Math.Max(1, scale);
        var windows = new (int, int[])[target];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(source, (int)(centre + support + 0.5));
            var weights = new double[end - first];
            for (var k = 0; k < weights.Length; k++)
                weights[k] = Math.Max(0, 1 - Math.Abs((k + first - centre + 0.5) * (1 / support)));
            var total = weights.Sum();
            windows[i] = (first, [.. weights.Select(w => (int)(0.5 + w / total * (1 << Precision)))]);
        }
        return windows;
    }
}
