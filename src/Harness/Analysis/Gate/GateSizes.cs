namespace VisEval.Harness.Analysis.Gate;

/// <summary>How many images a gate needs, and what those that it has can show.</summary>
internal static class GateSizes
{
    /// <summary>Fewer images are never tested.</summary>
    public const int LeastImages = 5;

    private const double Power = 0.8;

    /// <summary>Of the critical cells.</summary>
    public static GateSize Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var critical = cells.Where(c => c.Level == CellLevel.Critical).ToList();
        var changed = critical.Where(c => c.Differs).ToList();
        return new GateSize(
            critical.Count, changed.Count, changed.Select(c => c.Gains.Count).DefaultIfEmpty(0).Min(), Needed(changed.Count, alpha));
    }

    /// <summary>The images below which none of <paramref name="tests"/> corrected tests can be significant: max(5, ⌈log₂(m/α)⌉).</summary>
    public static int Needed(int tests, double alpha) =>
        Math.Max(LeastImages, (int)Math.Ceiling(Math.Log2(Math.Max(1, tests) / alpha) - Rounding.Tolerance));

    /// <summary>The smallest mean difference that the images show with a probability of 80 %, (z₁₋α/m + z₀.₈)·se; null where they are too
    /// few to show any.</summary>
    public static double? SmallestEffect(JudgedCell cell, int tests, double alpha) => cell.Gains.Count >= Needed(tests, alpha)
        ? (Normal(1 - alpha / Math.Max(1, tests)) + Normal(Power)) * cell.Gains.StandardError
        : null;

    /// <summary>How many images would probably decide a cell, if the others are like these; null where no number would.</summary>
    /// <remarks>Where the difference is beyond the margin: n = (z₁₋α/m + z₀.₈)² sd²/d²; within it, so many that a difference of 0 is shown
    /// to be equivalent: n = (z₁₋α + z₀.₉)² sd²/margin². Two more for the sign-flip test, four below ten (simulated).</remarks>
    public static int? ToDecide(JudgedCell cell, int tests, double alpha)
    {
        var least = Math.Max(Needed(tests, alpha), cell.Gains.Count + 1);
        if (cell.Gains.Count < 2)
            return least;
        var deviation = cell.Gains.StandardError * Math.Sqrt(cell.Gains.Count);
        var beyond = Math.Abs(cell.Gains.Mean) > cell.Margin;
        var effect = beyond ? Math.Abs(cell.Gains.Mean) : cell.Margin;
        var quantiles = beyond
            ? Normal(1 - alpha / Math.Max(1, tests)) + Normal(Power)
            : Normal(1 - alpha) + Normal((1 + Power) / 2);
        var images = Math.Ceiling(Math.Pow(quantiles * deviation / effect, 2));
        return effect > 0 && images < int.MaxValue ? Math.Max(least, (int)images + (images < 10 ? 4 : 2)) : null;
    }

    private static double Normal(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability);
}
