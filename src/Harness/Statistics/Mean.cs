namespace VisEval.Harness.Statistics;

/// <summary>The arithmetic mean.</summary>
internal static class Mean
{
    /// <summary>Σ x_i / n, summed in the given order.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("The mean of no value does not exist.", nameof(values));
        return values.Sum() / values.Count;
    }
}
