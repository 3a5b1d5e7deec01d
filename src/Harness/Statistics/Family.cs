namespace VisEval.Harness.Statistics;

/// <summary>Tests that are corrected together, some of which could not be made.</summary>
internal static class Family
{
    /// <summary>Corrects those that were made; the others stay null.</summary>
    public static IReadOnlyList<double?> Adjust(
        IReadOnlyList<double?> probabilities, Func<IReadOnlyList<double>, IReadOnlyList<double>> adjust)
    {
        var adjusted = new Queue<double>(adjust([.. probabilities.OfType<double>()]));
        return [.. probabilities.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
    }
}
