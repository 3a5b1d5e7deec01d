using System.Numerics;

namespace VisEval.Core;

/// <summary>Element-wise arithmetic on spans, in vectors where the hardware has them.</summary>
/// <remarks>Every element is computed by the same operations in the same order at every vector width; only what does not depend on the
/// order (extremes, whether all are finite) is reduced across lanes.</remarks>
public static class SpanMath
{
    /// <summary>destination = a + t · (b − a).</summary>
    public static void Lerp(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float t, Span<float> destination)
    {
        a = a[..destination.Length];
        b = b[..destination.Length];
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var low = Lanes.At(a, i);
            Lanes.Set(destination, i, low + t * (Lanes.At(b, i) - low));
        }
        for (; i < destination.Length; i++)
            destination[i] = a[i] + t * (b[i] - a[i]);
    }

    /// <summary>destination = a ⊙ b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> destination)
    {
        a = a[..destination.Length];
        b = b[..destination.Length];
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            Lanes.Set(destination, i, Lanes.At(a, i) * Lanes.At(b, i));
        for (; i < destination.Length; i++)
            destination[i] = a[i] * b[i];
    }

    /// <summary>destination = a + t ⊙ (b − a).</summary>
    public static void Blend(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> t, Span<float> destination)
    {
        a = a[..destination.Length];
        b = b[..destination.Length];
        t = t[..destination.Length];
        var i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var low = Lanes.At(a, i);
            Lanes.Set(destination, i, low + Lanes.At(t, i) * (Lanes.At(b, i) - low));
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
        sum = sum[..values.Length];
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Lanes.At(values, i), out var low, out var high);
            var second = i + Vector<double>.Count;
            Lanes.Set(sum, i, Lanes.At<double>(sum, i) + weight * low);
            Lanes.Set(sum, second, Lanes.At<double>(sum, second) + weight * high);
        }
        for (; i < values.Length; i++)
            sum[i] += weight * values[i];
    }

    /// <summary>sum += weight · values.</summary>
    public static void AddScaled(ReadOnlySpan<double> values, double weight, Span<double> sum)
    {
        sum = sum[..values.Length];
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            Lanes.Set(sum, i, Lanes.At<double>(sum, i) + weight * Lanes.At(values, i));
        for (; i < values.Length; i++)
            sum[i] += weight * values[i];
    }

    /// <summary>sum += values.</summary>
    public static void Add(ReadOnlySpan<float> values, Span<float> sum)
    {
        sum = sum[..values.Length];
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            Lanes.Set(sum, i, Lanes.At<float>(sum, i) + Lanes.At(values, i));
        for (; i < values.Length; i++)
            sum[i] += values[i];
    }

    /// <summary>Whether no value is NaN or infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            if (!Vector.LessThanOrEqualAll(Vector.Abs(Lanes.At(values, i)), new Vector<float>(float.MaxValue)))
                return false;
        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return false;
        return true;
    }

    /// <summary>Whether no value differs from the others.</summary>
    public static bool AreEqual(ReadOnlySpan<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            if (!Vector.EqualsAll(Lanes.At(values, i), new Vector<float>(values[0])))
                return false;
        for (; i < values.Length; i++)
            if (values[i] != values[0])
                return false;
        return true;
    }

    /// <summary>The largest absolute value, 0 of none, NaN if there is one.</summary>
    public static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        if (values.Length == 0)
            return 0;
        var (minimum, maximum) = Extremes(values);
        return MathF.Max(MathF.Abs(minimum), MathF.Abs(maximum));
    }

    /// <summary>The smallest and the largest value, NaN if there is one; −0 is smaller than +0.</summary>
    public static (float Minimum, float Maximum) Extremes(ReadOnlySpan<float> values)
    {
        var (minimum, maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        var i = 0;
        // The extremes of an ordered set do not depend on the order in which it is looked through.
        if (values.Length >= Vector<float>.Count)
        {
            var (low, high) = (new Vector<float>(minimum), new Vector<float>(maximum));
            for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var part = Lanes.At(values, i);
                (low, high) = (Vector.Min(low, part), Vector.Max(high, part));
            }
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                (minimum, maximum) = (MathF.Min(minimum, low[lane]), MathF.Max(maximum, high[lane]));
        }
        for (; i < values.Length; i++)
            (minimum, maximum) = (MathF.Min(minimum, values[i]), MathF.Max(maximum, values[i]));
        return (minimum, maximum);
    }
}
