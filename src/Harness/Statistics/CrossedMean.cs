namespace VisEval.Harness.Statistics;

/// <summary>The mean of a table whose rows and columns are both samples: images and draws.</summary>
/// <remarks>Variance at most s²_rows/n + s²_columns/m, s² the variances of the rows' and of the columns' means (Owen, Annals of Applied
/// Statistics, 2007: the pigeonhole bootstrap overstates it alike); degrees of freedom as in Welch's test.</remarks>
internal static class CrossedMean
{
    /// <summary>Mean ∓ t·error, held to a range; null with fewer than two rows or columns.</summary>
    /// <param name="rows">The means of the rows.</param>
    /// <param name="columns">The means of the columns.</param>
    /// <param name="range">Where the mean can lie.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public static Interval? Of(IReadOnlyList<double> rows, IReadOnlyList<double> columns, Interval range, double level = 0.95)
    {
        Interval.CheckLevel(level);
        if (rows.Count < 2 || columns.Count < 2)
            return null;
        var (u, v, mean) = (ErrorSquared(rows), ErrorSquared(columns), rows.Average());
        if (!(u + v > 0))
            return new Interval(mean, mean);
        var degrees = (u + v) * (u + v) / (u * u / (rows.Count - 1) + v * v / (columns.Count - 1));
        var half = Student.Quantile(degrees, (1 + level) / 2) * Math.Sqrt(u + v);
        return new Interval(mean - half, mean + half).ClippedTo(range);
    }

    /// <summary>s²/n.</summary>
    internal static double ErrorSquared(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count;
    }
}
