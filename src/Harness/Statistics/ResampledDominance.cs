using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary><see cref="Dominance.Mean"/> over many draws of the images: the items stand side by side, and a draw is gone through once for a
/// vector of them.</summary>
internal sealed class ResampledDominance
{
    private readonly int _items;
    private readonly Vector<int>[][] _balances;
    private readonly Vector<int>[][] _counts;

    /// <param name="items">By item, one count an image.</param>
    public ResampledDominance(IReadOnlyList<SignCount[]> items)
    {
        _items = items.Count;
        _balances = SideBySide(items, c => c.Balance);
        _counts = SideBySide(items, c => c.Count);
    }

    /// <summary>The mean over the drawn images; null without any comparison.</summary>
    /// <param name="images">The images, repeated as drawn.</param>
    public double? Mean(int[] images)
    {
        var (sum, compared) = (0.0, 0);
        for (var group = 0; group < _balances.Length; group++)
        {
            var (balance, count) = Sums(images, _balances[group], _counts[group]);
            for (var lane = 0; lane < Math.Min(Vector<int>.Count, _items - group * Vector<int>.Count); lane++)
                if (count[lane] > 0)
                {
                    sum += (double)balance[lane] / count[lane];
                    compared++;
                }
        }
        return compared == 0 ? null : sum / compared;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector<int> Balance, Vector<int> Count) Sums(int[] images, Vector<int>[] balances, Vector<int>[] counts)
    {
        var (balance, count) = (Vector<int>.Zero, Vector<int>.Zero);
        foreach (var image in images)
        {
            balance += balances[image];
            count += counts[image];
        }
        return (balance, count);
    }

    private static Vector<int>[][] SideBySide(IReadOnlyList<SignCount[]> items, Func<SignCount, int> of) =>
    [
        .. items.Chunk(Vector<int>.Count).Select(lanes =>
        {
            var found = new Vector<int>[lanes[0].Length];
            var values = MemoryMarshal.Cast<Vector<int>, int>(found.AsSpan());
            for (var lane = 0; lane < lanes.Length; lane++)
                for (var image = 0; image < found.Length; image++)
                    values[image * Vector<int>.Count + lane] = of(lanes[lane][image]);
            return found;
        }),
    ];
}
