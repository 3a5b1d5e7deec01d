using VisEval.Core;
namespace VisEval.Methods.Shared.Resampling;

/// <summary>Bilinear resizing of planes of one size to another: half-pixel centres, edges clamped (align_corners = false), or corner to
/// corner.</summary>
/// <remarks>With half-pixel centres the same numbers as <see cref="Core.SaliencyMap.Resize"/> up to rounding, but the weights are computed
/// once and the two axes apart: first along the few source rows, then down the columns as blends of whole rows. Not for several threads at
/// once.</remarks>
/// <param name="sourceHeight">The source's rows.</param>
/// <param name="sourceWidth">The source's columns.</param>
/// <param name="height">The result's rows.</param>
/// <param name="width">The result's columns.</param>
/// <param name="alignCorners">Whether the centres of the corner pixels stay where they are (align_corners = true).</param>
internal sealed class Upsampler(int sourceHeight, int sourceWidth, int height, int width, bool alignCorners = false)
{
    private readonly Position[] _rows = Positions(sourceHeight, height, alignCorners);
    private readonly Position[] _columns = Positions(sourceWidth, width, alignCorners);
    private readonly float[] _stretched = new float[sourceHeight * width];
    private readonly double[] _sums = new double[sourceHeight * width];

    /// <summary>The whole plane, resized.</summary>
    public void Resize(ReadOnlySpan<float> source, Span<float> destination) => Crop(source, 0, 0, height, width, destination);

    /// <summary>A window of the resized plane; the rest of it is not computed.</summary>
    /// <param name="source">The plane, row-major.</param>
    /// <param name="top">The window's first row.</param>
    /// <param name="left">The window's first column.</param>
    /// <param name="rows">The window's height.</param>
    /// <param name="columns">The window's width.</param>
    /// <param name="destination">The window, row-major.</param>
    public void Crop(ReadOnlySpan<float> source, int top, int left, int rows, int columns, Span<float> destination)
    {
        for (var y = 0; y < sourceHeight; y++)
        {
            var row = source.Slice(y * sourceWidth, sourceWidth);
            for (var x = 0; x < columns; x++)
            {
                var at = _columns[left + x];
                _stretched[y * columns + x] = row[at.Low] + at.Fraction * (row[at.High] - row[at.Low]);
            }
        }
        for (var y = 0; y < rows; y++)
        {
            var at = _rows[top + y];
            SpanMath.Lerp(
                _stretched.AsSpan(at.Low * columns, columns), _stretched.AsSpan(at.High * columns, columns), at.Fraction,
                destination.Slice(y * columns, columns));
        }
    }

    /// <summary>The adjoint Uᵀ of <see cref="Resize"/>, ⟨Ux, y⟩ = ⟨x, Uᵀy⟩: takes a derivative by the resized plane back to the
    /// source.</summary>
    /// <param name="gradient">A value for every element of the resized plane.</param>
    /// <param name="source">A value for every element of the source; overwritten.</param>
    public void Transpose(ReadOnlySpan<float> gradient, Span<float> source)
    {
        Array.Clear(_sums);
        for (var y = 0; y < height; y++)
        {
            var at = _rows[y];
            var row = gradient.Slice(y * width, width);
            SpanMath.AddScaled(row, 1.0 - at.Fraction, _sums.AsSpan(at.Low * width, width));
            SpanMath.AddScaled(row, at.Fraction, _sums.AsSpan(at.High * width, width));
        }
        Span<double> sums = new double[sourceWidth];
        for (var y = 0; y < sourceHeight; y++)
        {
            sums.Clear();
            for (var x = 0; x < width; x++)
            {
                var (at, value) = (_columns[x], _sums[y * width + x]);
                sums[at.Low] += (1.0 - at.Fraction) * value;
                sums[at.High] += at.Fraction * value;
            }
            for (var x = 0; x < sourceWidth; x++)
                source[y * sourceWidth + x] = (float)sums[x];
        }
    }

    private static Position[] Positions(int source, int target, bool alignCorners)
    {
        var positions = new Position[target];
        for (var i = 0; i < target; i++)
        {
            var position = alignCorners
                ? (double)i * (source - 1) / Math.Max(target - 1, 1)
                : Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
            var low = (int)position;
            positions[i] = new Position(low, Math.Min(low + 1, source - 1), (float)(position - low));
        }
        return positions;
    }

    private readonly record struct Position(int Low, int High, float Fraction);
}
