using System.Buffers;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>In which order pixels of equal value come.</summary>
internal enum TieOrder
{
    /// <summary>In row-major order: the upper, then the left pixel first.</summary>
    Stable,

    /// <summary>In reverse row-major order, as an ascending stable sort read backwards gives.</summary>
    Reversed,

    /// <summary>In an order drawn from the seed of the run and the image.</summary>
    Random,

    /// <summary>In every order alike: the mean over drawn orders, or the exact expectation where a metric has it in closed form.</summary>
    Expected,
}

/// <summary>Pixels and values in order of size. Values must be finite; −0 equals +0.</summary>
internal static class Ranking
{
    /// <summary>The indices of <paramref name="values"/> from the largest value to the smallest.</summary>
    /// <param name="values">Finite values in row-major order.</param>
    /// <param name="ties">The order among equal values.</param>
    /// <param name="seed">Used by <see cref="TieOrder.Random"/> only.</param>
    public static int[] Descending(ReadOnlySpan<float> values, TieOrder ties = TieOrder.Stable, Seed seed = default)
    {
        // First in turn, then in order.
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = ties == TieOrder.Reversed ? order.Length - 1 - i : i;
        if (ties == TieOrder.Random)
            seed.Random().Shuffle(order.AsSpan());
        // One integer a pixel, its value above and the pixel below; equal values stay in turn.
        var rented = ArrayPool<ulong>.Shared.Rent(values.Length);
        var keys = rented.AsSpan(0, values.Length);
        for (var place = 0; place < keys.Length; place++)
            keys[place] = (ulong)~FloatOrder.Key(values[order[place]]) << 32 | (uint)order[place];
        UpperHalfSort.Sort(keys);
        for (var i = 0; i < order.Length; i++)
            order[i] = (int)(uint)keys[i];
        ArrayPool<ulong>.Shared.Return(rented);
        return order;
    }

    /// <summary>The index of the largest value, the first in row-major order where several are equal.</summary>
    public static int FirstMaximum(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }
}
