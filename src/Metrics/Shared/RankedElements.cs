using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>Elements of an image in the order of their saliency, the most salient first.</summary>
/// <param name="Order">Indices of pixels or values.</param>
/// <param name="Descending">The value of each group of elements that goes at once, the largest first.</param>
/// <param name="GroupEnds">How many elements there are up to the end of each group; null where every element is its own group.</param>
public sealed record RankedElements(int[] Order, float[] Descending, int[]? GroupEnds)
{
    private int[]? _reversed;

    /// <summary>The same order read backwards.</summary>
    public int[] Reversed => _reversed ??= [.. Order.Reverse()];

    /// <summary>Whether two groups have the same value.</summary>
    public bool HasTies => Enumerable.Range(1, Descending.Length - 1).Any(i => Descending[i] == Descending[i - 1]);

    /// <summary>Elements by their own values.</summary>
    public static RankedElements Of(float[] values, TieOrder ties, Seed seed)
    {
        var order = Ranking.Descending(values, ties, seed);
        return new RankedElements(order, Array.ConvertAll(order, i => values[i]), null);
    }

    /// <summary>Pixels by the sum of the map over their square region; regions at the right and lower border are cut.</summary>
    public static RankedElements OfRegions(SaliencyMap map, int side, TieOrder ties, Seed seed)
    {
        var (rows, columns) = ((map.Height + side - 1) / side, (map.Width + side - 1) / side);
        var members = Enumerable.Range(0, rows * columns).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < map.Values.Length; i++)
            members[i / map.Width / side * columns + i % map.Width / side].Add(i);
        float[] sums = [.. members.Select(m => (float)m.Sum(i => (double)map.Values[i]))];
        var ranked = Ranking.Descending(sums, ties, seed);
        var ends = new int[ranked.Length];
        for (var (k, end) = (0, 0); k < ranked.Length; k++)
            ends[k] = end += members[ranked[k]].Count;
        return new RankedElements([.. ranked.SelectMany(r => members[r])], Array.ConvertAll(ranked, r => sums[r]), ends);
    }

    /// <summary>The value of every entry of C×H×W: of the attribution where it has channels, else of the map at each channel.</summary>
    public static float[] ValuesOf(IMetricContext context)
    {
        var values = context.Attribution.Values;
        return values.Rank == 3 && values.Length == context.Image.Length
            ? values.Values
            : [.. Enumerable.Repeat(context.Map.Values, context.Image.Shape[1]).SelectMany(v => v)];
    }

    /// <summary>The number of elements at each point, from the most salient on or from the least.</summary>
    public int[] Counts(CurvePoints points, bool leastFirst)
    {
        var groups = points.Counts(Descending);
        if (GroupEnds is null)
            return groups;
        int End(int group) => group == 0 ? 0 : GroupEnds[group - 1];
        return Array.ConvertAll(groups, g => leastFirst ? Order.Length - End(GroupEnds.Length - g) : End(g));
    }
}
