namespace VisEval.Harness.Statistics;

/// <summary>Values that are equal but for rounding, made equal before they are ranked.</summary>
internal static class NearTies
{
    /// <summary>The share of the largest magnitude up to which two values count as equal.</summary>
    private const double Slack = 1e-12;

    /// <summary>The values, each replaced by the smallest one that lies no more than 10⁻¹² of the largest magnitude below it.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static double[] Merge(IReadOnlyList<double> values)
    {
        double[] merged = [.. values];
        Finite.Check(merged, nameof(values));
        var slack = Slack * merged.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var order = Enumerable.Range(0, merged.Length).ToArray();
        Array.Sort([.. merged], order);
        for (var i = 1; i < order.Length; i++)
            if (merged[order[i]] - merged[order[i - 1]] <= slack)
                merged[order[i]] = merged[order[i - 1]];
        return merged;
    }

    /// <summary>As <see cref="Merge"/>, of magnitudes: what is no larger than the slack is zero.</summary>
    public static double[] MergeMagnitudes(IReadOnlyList<double> values) =>
        Merge([0, .. values.Select(Math.Abs)])[1..];
}
