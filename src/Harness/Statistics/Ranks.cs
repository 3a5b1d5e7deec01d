using VisEval.Metrics;

namespace VisEval.Harness.Statistics;

/// <summary>Ranks of competitors in one number.</summary>
public static class Ranks
{
    /// <summary>1 for the best; equal values share the mean of their places; competitors without a value share the last places.</summary>
    /// <param name="values">One a competitor; null where it has none.</param>
    /// <param name="better">Which way is better.</param>
    public static IReadOnlyList<double> Average(IReadOnlyList<double?> values, Direction better)
    {
        var sign = better == Direction.Lower ? 1 : -1;
        var (keys, order) = (new double[values.Count], new int[values.Count]);
        for (var i = 0; i < keys.Length; i++)
        {
            // A missing value is worse than any value; positive infinity stands in for it here only, so an infinite value ties with it.
            keys[i] = values[i] is { } value && !double.IsNaN(value) ? sign * value : double.PositiveInfinity;
            order[i] = i;
        }
        Array.Sort(keys, order);
        var ranks = new double[keys.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && keys[end].Equals(keys[start]))
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }
        return ranks;
    }
}
