using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Statistics;

/// <summary>Ranks of competitors in one number.</summary>
internal static class Ranks
{
    /// <summary>1 for the best; equal values share the mean of their places; competitors without a value share the last places.</summary>
    /// <param name="values">One a competitor; null where it has none.</param>
    /// <param name="better">Which way is better.</param>
    public static IReadOnlyList<double> Average(IReadOnlyList<double?> values, Direction better)
    {
        var sign = better == Direction.Lower ? 1 : -1;
        // A missing value is worse than any value; positive infinity stands in for it here only, so an infinite value ties with it.
        var keys = values.Select(v => v is { } value && !double.IsNaN(value) ? sign * value : double.PositiveInfinity).ToArray();
        return AverageRanks.Of(keys);
    }
}
