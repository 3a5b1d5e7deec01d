using System.Numerics;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Sets of pixels as bits.</summary>
internal static class PixelBits
{
    /// <summary>The pixels that a condition holds for.</summary>
    public static ulong[] Of(ReadOnlySpan<bool> pixels)
    {
        var bits = new ulong[(pixels.Length + 63) / 64];
        for (var i = 0; i < pixels.Length; i++)
            if (pixels[i])
                bits[i / 64] |= 1UL << (i % 64);
        return bits;
    }

    /// <summary>The pixels above a value.</summary>
    public static void Above(ReadOnlySpan<float> values, float threshold, Span<ulong> bits)
    {
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
            if (values[i] > threshold)
                bits[i / 64] |= 1UL << (i % 64);
    }

    /// <summary>The number of pixels.</summary>
    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The number of pixels in both.</summary>
    public static int Common(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++)
            count += BitOperations.PopCount(a[i] & b[i]);
        return count;
    }
}
