using System.Numerics;

namespace VisEval.Core;

/// <summary>Element-wise arithmetic on spans, in vectors where the hardware has them.</summary>
/// <remarks>Every element is computed by the same operations in the same order at every vector width; nothing is reduced across lanes.</remarks>
public static class SpanMath
{
    /// <summary>destination = a + t · (b − a).</summary>
    public static void Lerp(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float t, Span<float> destination)
    {
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var low = new Vector<float>(a[i..]);
            (low + t * (new Vector<float>(b[i..]) - low)).CopyTo(destination[i..]);
        }
        for (; i < destination.Length; i++)
            destination[i] = a[i] + t * (b[i] - a[i]);
    }

    /// <summary>destination = a ⊙ b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> destination)
    {
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * new Vector<float>(b[i..])).CopyTo(destination[i..]);
        for (; i < destination.Length; i++)
            destination[i] = a[i] * b[i];
    }

    /// <summary>destination = a + t ⊙ (b − a).</summary>
    public static void Blend(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> t, Span<float> destination)
    {
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var low = new Vector<float>(a[i..]);
            (low + new Vector<float>(t[i..]) * (new Vector<float>(b[i..]) - low)).CopyTo(destination[i..]);
        }
        for (; i < destination.Length; i++)
            destination[i] = a[i] + t[i] * (b[i] - a[i]);
    }

    /// <summary>destination = every channel of the image ⊙ the mask (one value a pixel).</summary>
    public static void Mask(ReadOnlySpan<float> image, ReadOnlySpan<float> mask, Span<float> destination)
    {
        for (var start = 0; start < image.Length; start += mask.Length)
            Multiply(image.Slice(start, mask.Length), mask, destination.Slice(start, mask.Length));
    }

    /// <summary>sum += weight · values, in double precision.</summary>
    public static void AddScaled(ReadOnlySpan<float> values, double weight, Span<double> sum)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            var first = sum[i..];
            var second = first[Vector<double>.Count..];
            (new Vector<double>(first) + weight * low).CopyTo(first);
            (new Vector<double>(second) + weight * high).CopyTo(second);
        }
        for (; i < values.Length; i++)
            sum[i] += weight * values[i];
    }

    /// <summary>sum += weight · values.</summary>
    public static void AddScaled(ReadOnlySpan<double> values, double weight, Span<double> sum)
    {
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(sum[i..]) + weight * new Vector<double>(values[i..])).CopyTo(sum[i..]);
        for (; i < values.Length; i++)
            sum[i] += weight * values[i];
    }

    /// <summary>sum += values.</summary>
    public static void Add(ReadOnlySpan<float> values, Span<float> sum)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + new Vector<float>(values[i..])).CopyTo(sum[i..]);
        for (; i < values.Length; i++)
            sum[i] += values[i];
    }

    /// <summary>The smallest and the largest value.</summary>
    public static (float Minimum, float Maximum) Extremes(ReadOnlySpan<float> values)
    {
        var (minimum, maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
            (minimum, maximum) = (MathF.Min(minimum, value), MathF.Max(maximum, value));
        return (minimum, maximum);
    }
}
