using System.Buffers;

namespace VisEval.Core;

/// <summary>The rank of every value, 1 for the smallest; equal values share the mean of their ranks.</summary>
public static class AverageRanks
{
    /// <summary>The ranks of finite values.</summary>
    public static double[] Of(ReadOnlySpan<float> values)
    {
        var ranks = new double[values.Length];
        Write(values, ranks);
        return ranks;
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{float})"/>, without allocating.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="ranks">Receives the ranks; as long as <paramref name="values"/>.</param>
    public static void Write(ReadOnlySpan<float> values, Span<double> ranks)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(values.Length);
        var scratch = rented.AsSpan(0, values.Length);
        for (var i = 0; i < values.Length; i++)
            scratch[i] = (ulong)FloatOrder.Key(values[i]) << 32 | (uint)i;
        UpperHalfSort.Sort(scratch);
        for (var first = 0; first < scratch.Length;)
        {
            var next = first + 1;
            while (next < scratch.Length && scratch[next] >> 32 == scratch[first] >> 32)
                next++;
            var rank = (first + 1 + next) / 2.0;
            for (; first < next; first++)
                ranks[(int)(uint)scratch[first]] = rank;
        }
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>The ranks of values in double precision; the rank of NaN is NaN.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next] == sorted[first])
                next++;
            for (var i = first; i < next; i++)
                ranks[order[i]] = double.IsNaN(sorted[i]) ? double.NaN : (first + 1 + next) / 2.0;
            first = next;
        }
        return ranks;
    }
}
