using System.Numerics;
using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>An image at every scale: blurred by a Gaussian, and how fast it changes with the Gaussian's width.</summary>
/// <remarks>Differs from <see cref="GaussianBlur"/> by definition, as the authors of Blur IG have it: the kernel exp(−d²/2σ²) is cut at |d|
/// ≤ ⌊4σ + ½⌋, its weights sum to 1, and beyond the border the image is 0. With A and B the matrices of the blurs by σ and σ + h and D = (B
/// − A)/h, the change (BXBᵀ − AXAᵀ)/h is computed as DXAᵀ + BXDᵀ, which is the same and does not subtract two nearly equal images. The
/// object holds buffers: for one thread.</remarks>
internal sealed class ScaleSpace
{
    private readonly ImageSize _size;
    private readonly float[] _columns;
    private readonly float[] _turned;
    private readonly float[] _across;
    private readonly float[] _acrossChange;

    /// <summary>Prepares an image.</summary>
    /// <param name="image">C·H·W values.</param>
    /// <param name="size">Its size.</param>
    public ScaleSpace(ReadOnlySpan<float> image, ImageSize size)
    {
        _size = size;
        (_columns, _turned) = (new float[size.Length], new float[size.Length]);
        (_across, _acrossChange) = (new float[size.Length], new float[size.Length]);
        Transpose(image, size.Height, size.Width, _columns);
    }

    /// <summary>The image blurred by σ, and (blurred by σ + step − blurred by σ) / step.</summary>
    /// <param name="sigma">The standard deviation σ in pixels; 0 is the image itself.</param>
    /// <param name="step">The step of the difference, greater than 0.</param>
    /// <param name="blurred">Where the blurred image goes, C·H·W values.</param>
    /// <param name="change">Where the difference goes, C·H·W values.</param>
    public void At(double sigma, double step, Span<float> blurred, Span<float> change)
    {
        var (near, far) = (Kernel(sigma, Radius(sigma + step)), Kernel(sigma + step, Radius(sigma + step)));
        var (a, b) = (Trim(near, Radius(sigma)), Array.ConvertAll(far, w => (float)w));
        float[] d = [.. near.Zip(far, (low, high) => (float)((high - low) / step))];

        Across(a, _across);
        Across(d, _acrossChange);
        blurred.Clear();
        change.Clear();
        for (var c = 0; c < _size.Channels; c++)
        {
            var plane = new Range(c * _size.Pixels, (c + 1) * _size.Pixels);
            AddMixedRows(_across.AsSpan(plane), _size.Width, a, blurred[plane]);
            AddMixedRows(_across.AsSpan(plane), _size.Width, d, change[plane]);
            AddMixedRows(_acrossChange.AsSpan(plane), _size.Width, b, change[plane]);
        }
    }

    private static int Radius(double sigma) => (int)(4 * sigma + 0.5);

    private static double[] Kernel(double sigma, int length)
    {
        var radius = Radius(sigma);
        var weights = Enumerable.Range(-length, 2 * length + 1)
            .Select(d => d == 0 ? 1 : Math.Abs(d) > radius ? 0 : Math.Exp(-d * d / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static float[] Trim(double[] kernel, int radius) =>
        [.. kernel.Skip(kernel.Length / 2 - radius).Take(2 * radius + 1).Select(w => (float)w)];

    // Along the rows by way of the transposed image, whose rows are the columns: whole vectors, no gathering.
    private void Across(float[] kernel, float[] destination)
    {
        Array.Clear(_turned);
        for (var start = 0; start < _size.Length; start += _size.Pixels)
            AddMixedRows(_columns.AsSpan(start, _size.Pixels), _size.Height, kernel, _turned.AsSpan(start, _size.Pixels));
        Transpose(_turned, _size.Width, _size.Height, destination);
    }

    private void Transpose(ReadOnlySpan<float> planes, int rows, int columns, Span<float> destination)
    {
        for (var start = 0; start < planes.Length; start += _size.Pixels)
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    destination[start + column * rows + row] = planes[start + row * columns + column];
    }

    /// <summary>sum[y] += Σ_d kernel[d] · plane[y + d] over the rows that exist; four vectors at a time, whose sums stay in
    /// registers.</summary>
    private static void AddMixedRows(ReadOnlySpan<float> plane, int width, float[] kernel, Span<float> sum)
    {
        var (radius, height, lanes) = (kernel.Length / 2, plane.Length / width, Vector<float>.Count);
        for (var y = 0; y < height; y++)
        {
            var (first, last) = (Math.Max(0, y - radius), Math.Min(height - 1, y + radius));
            var weights = kernel.AsSpan(first - y + radius, last - first + 1);
            var rows = plane[(first * width)..];
            var target = sum.Slice(y * width, width);
            var x = 0;
            for (; x <= width - 4 * lanes; x += 4 * lanes)
            {
                var (s0, s1, s2, s3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
                for (var k = 0; k < weights.Length; k++)
                {
                    var weight = new Vector<float>(weights[k]);
                    var row = rows.Slice(k * width + x, 4 * lanes);
                    s0 += weight * Lanes.At(row, 0);
                    s1 += weight * Lanes.At(row, lanes);
                    s2 += weight * Lanes.At(row, 2 * lanes);
                    s3 += weight * Lanes.At(row, 3 * lanes);
                }
                Lanes.Set(target, x, Lanes.At<float>(target, x) + s0);
                Lanes.Set(target, x + lanes, Lanes.At<float>(target, x + lanes) + s1);
                Lanes.Set(target, x + 2 * lanes, Lanes.At<float>(target, x + 2 * lanes) + s2);
                Lanes.Set(target, x + 3 * lanes, Lanes.At<float>(target, x + 3 * lanes) + s3);
            }
            for (; x <= width - lanes; x += lanes)
            {
                var part = Vector<float>.Zero;
                for (var k = 0; k < weights.Length; k++)
                    part += new Vector<float>(weights[k]) * Lanes.At(rows.Slice(k * width + x, lanes), 0);
                Lanes.Set(target, x, Lanes.At<float>(target, x) + part);
            }
            for (; x < width; x++)
            {
                var part = 0f;
                for (var k = 0; k < weights.Length; k++)
                    part += weights[k] * rows[k * width + x];
                target[x] += part;
            }
        }
    }
}
