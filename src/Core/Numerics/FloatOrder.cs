using System.Buffers;

namespace VisEval.Core;

/// <summary>The order of floats as an order of integers, which needs no comparer.</summary>
public static class FloatOrder
{
    /// <summary>A number that is larger the larger the float is; −0 and +0 have the same.</summary>
    public static uint Key(float value)
    {
        // The bits of a float read as an integer order as the floats do, once negatives are mirrored; adding 0 turns −0 into +0.
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return bits >> 31 == 0 ? bits | 0x80000000u : ~bits;
    }

    /// <summary>Sorts in place, the smallest value first. Where NaN comes is not said.</summary>
    public static void Sort(Span<float> values)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(values.Length);
        var keys = rented.AsSpan(0, values.Length);
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (ulong)Key(values[i]) << 32 | BitConverter.SingleToUInt32Bits(values[i]);
        UpperHalfSort.Sort(keys);
        for (var i = 0; i < keys.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)keys[i]);
        ArrayPool<ulong>.Shared.Return(rented);
    }
}
