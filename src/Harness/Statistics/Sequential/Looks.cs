namespace VisEval.Harness.Statistics.Sequential;

/// <summary>At which sizes a sample that grows to a whole population is looked at on the way.</summary>
/// <remarks>N/√2, N/2, N/(2√2), …, rounded up, not below 16: few looks, as every look costs a share of α, and none more than √2 times
/// too late. They depend on N alone, so that their number is known before the first.</remarks>
internal static class Looks
{
    /// <summary>The smallest sample that is looked at.</summary>
    public const int Least = 16;

    private const double Rounding = 1e-9;

    /// <summary>The sizes, ascending; the whole population is not among them, as there is nothing left to decide.</summary>
    /// <param name="population">N, at least 0.</param>
    public static IReadOnlyList<int> Of(int population)
    {
        var sizes = new List<int>();
        for (var size = population / Math.Sqrt(2); size > Least - Rounding; size /= Math.Sqrt(2))
            sizes.Add((int)Math.Ceiling(size - Rounding));
        sizes.Reverse();
        return [.. sizes.Where(s => s < population).Distinct()];
    }
}
