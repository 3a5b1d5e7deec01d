using VisEval.Core;

namespace VisEval.Metrics.Shared.Information;

/// <summary>An image of which some pixels are known; the others are interpolated linearly between them, and more and more
/// become known.</summary>
/// <remarks>The corners are always known; between them, on the triangles of a <see cref="Triangulation"/>, values are linear (Kapishnikov
/// et al., ICCV 2019, in their program). Exact for images that are linear in place.</remarks>
internal sealed class Unblurring
{
    private readonly Tensor _image;
    private readonly Triangulation _triangles;
    private readonly bool[] _known;

    /// <summary>Only the corners are known.</summary>
    /// <param name="image">1×C×H×W, H and W at least 2.</param>
    public Unblurring(Tensor image)
    {
        var (height, width) = (image.Shape[^2], image.Shape[^1]);
        (_image, _triangles, _known) = (image, new Triangulation(height, width), new bool[height * width]);
        foreach (var corner in new[] { 0, width - 1, (height - 1) * width, height * width - 1 })
            _known[corner] = true;
    }

    /// <summary>Makes pixels known that are so in the mask; the order in which they are found is row by row.</summary>
    public void Reveal(ReadOnlySpan<bool> mask)
    {
        for (var pixel = 0; pixel < mask.Length; pixel++)
            if (mask[pixel] && !_known[pixel])
            {
                _triangles.Insert(pixel);
                _known[pixel] = true;
            }
    }

    /// <summary>The image as far as it is known, C·H·W values.</summary>
    public void Paint(Span<float> destination)
    {
        _image.Values.CopyTo(destination);
        if (!_known.AsSpan().Contains(false))
            return;
        for (var triangle = 0; triangle < _triangles.Count; triangle++)
            Paint(_triangles.Corners(triangle), destination);
    }

    private void Paint((int A, int B, int C) corners, Span<float> destination)
    {
        var (a, b, c) = corners;
        var values = _image.Values;
        var (width, area) = (_image.Shape[^1], _triangles.Turn(a, b, c));
        // Half a square pixel holds no pixels but its corners (Pick).
        if (area == 1)
            return;
        // The rows of row-major pixels are in the order of the pixels.
        for (var y = Math.Min(a, Math.Min(b, c)) / width; y <= Math.Max(a, Math.Max(b, c)) / width; y++)
        {
            var (first, last) = (0, width - 1);
            Cut(a, b, y, width, ref first, ref last);
            Cut(b, c, y, width, ref first, ref last);
            Cut(c, a, y, width, ref first, ref last);
            for (var pixel = y * width + first; pixel <= y * width + last; pixel++)
            {
                if (_known[pixel])
                    continue;
                var (shareA, shareB) = ((double)_triangles.Turn(b, c, pixel) / area, (double)_triangles.Turn(c, a, pixel) / area);
                for (var plane = 0; plane < destination.Length; plane += _known.Length)
                    destination[plane + pixel] = (float)(shareA * values[plane + a] + shareB * values[plane + b]
                        + (1 - shareA - shareB) * values[plane + c]);
            }
        }
    }

    // Of a row what lies on the inner side of an edge or on it: (tx − fx)(y − fy) − (ty − fy)(x − fx) ≥ 0.
    private static void Cut(int from, int to, int y, int width, ref int first, ref int last)
    {
        var (fx, fy, tx, ty) = (from % width, from / width, to % width, to / width);
        long slope = ty - fy;
        var offset = (long)(tx - fx) * (y - fy) + slope * fx;
        // slope·x ≤ offset
        if (slope > 0)
            last = (int)Math.Min(last, FloorDivide(offset, slope));
        else if (slope < 0)
            first = (int)Math.Max(first, -FloorDivide(offset, -slope));
        else if (offset < 0)
            last = -1;
    }

    private static long FloorDivide(long numerator, long divisor) =>
        numerator >= 0 ? numerator / divisor : -((-numerator + divisor - 1) / divisor);
}
