namespace VisEval.Core;

/// <summary>One value a pixel: the larger, the more the pixel speaks for the target class; may be negative.</summary>
public sealed class SaliencyMap
{
    /// <summary>Wraps H·W values in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of values is not height × width.</exception>
    public SaliencyMap(float[] values, int height, int width)
    {
        if (values.Length != height * width)
            throw new ArgumentException($"{values.Length} values do not fill {height}×{width}.", nameof(values));
        (Values, Height, Width) = (values, height, width);
    }

    /// <summary>The values in row-major order.</summary>
    public float[] Values { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The value at a row and a column.</summary>
    public float this[int y, int x] => Values[y * Width + x];

    /// <summary>The state a map is in before any metric looks at it: ok, constant, or not finite.</summary>
    public CellState State
    {
        get
        {
            if (!SpanMath.AreFinite(Values))
                return CellState.Degenerate("not-finite");
            return SpanMath.AreEqual(Values) ? CellState.Degenerate("constant") : CellState.Ok;
        }
    }

    /// <summary>The map resized bilinearly with half-pixel centres and clamped edges (align_corners = false).</summary>
    public SaliencyMap Resize(int height, int width)
    {
        if (height == Height && width == Width)
            return this;
        var values = new float[height * width];
        var columns = new (int Low, int High, float Fraction)[width];
        for (var x = 0; x < width; x++)
            columns[x] = Neighbours(x, width, Width);
        for (var y = 0; y < height; y++)
        {
            var (y0, y1, fy) = Neighbours(y, height, Height);
            ReadOnlySpan<float> upper = Values.AsSpan(y0 * Width, Width), lower = Values.AsSpan(y1 * Width, Width);
            for (var x = 0; x < width; x++)
            {
                var (x0, x1, fx) = columns[x];
                var top = upper[x0] * (1 - fx) + upper[x1] * fx;
                var bottom = lower[x0] * (1 - fx) + lower[x1] * fx;
                values[y * width + x] = top * (1 - fy) + bottom * fy;
            }
        }
        return new SaliencyMap(values, height, width);
    }

    /// <summary>The map scaled linearly to [0, 1]; a constant map becomes zeros.</summary>
    public SaliencyMap Normalize()
    {
        var (min, max) = SpanMath.Extremes(Values);
        var range = max - min;
        var values = new float[Values.Length];
        if (range > 0)
            for (var i = 0; i < values.Length; i++)
                values[i] = (Values[i] - min) / range;
        return new SaliencyMap(values, Height, Width);
    }

    private static (int Low, int High, float Fraction) Neighbours(int index, int length, int source)
    {
        var position = Math.Clamp((index + 0.5f) * source / length - 0.5f, 0, source - 1);
        var low = (int)position;
        return (low, Math.Min(low + 1, source - 1), position - low);
    }
}
