namespace VisEval.Harness.Statistics;

/// <summary>The tests of one cell of a gate: new against old, paired by image and target.</summary>
/// <param name="Images">Images with a value on both sides.</param>
/// <param name="Mean">The mean gain over all values; positive is better.</param>
/// <param name="Identical">Whether no value changed by more than rounding.</param>
/// <param name="Worse">The sign-flip p of being worse.</param>
/// <param name="Better">The sign-flip p of being better.</param>
/// <param name="Equivalent">The p of lying within the margin; null where nothing changed, which needs no test.</param>
internal sealed record GateTest(int Images, double Mean, bool Identical, double Worse, double Better, double? Equivalent)
{
    /// <summary>Tests a cell.</summary>
    /// <param name="gains">new − old by image, turned so that positive is better; images without a value on both sides left out.</param>
    /// <param name="margin">In the unit of a gain; 0 is allowed.</param>
    /// <param name="flipping">Where drawn flips come from.</param>
    /// <param name="tests">How many cells are corrected together.</param>
    /// <param name="rounding">What a value may change by and count as the same.</param>
    /// <exception cref="ArgumentException">The margin is negative or not finite, or there is no image.</exception>
    public static GateTest Of(Clusters gains, double margin, Flipping flipping, int tests = 1, double rounding = 1e-12) =>
        Of(gains, margin, (totals, by) => SignFlip.Of(totals.Shifted(by), flipping, tests), rounding);

    /// <summary>As above, from the tests of the gains moved by as much.</summary>
    internal static GateTest Of(Clusters gains, double margin, Func<ClusterTotals, double, SignFlip> moved, double rounding = 1e-12)
    {
        if (!(margin >= 0 && double.IsFinite(margin)))
            throw new ArgumentException($"A margin is a finite number of at least 0; {margin} is not.", nameof(margin));
        var totals = ClusterTotals.Of(gains);
        if (totals.Count == 0)
            throw new ArgumentException("A cell without a value on both sides cannot be tested; it is lost or new.", nameof(gains));
        var identical = Enumerable.Range(0, gains.Count).All(i => !gains[i].ContainsAnyExceptInRange(-rounding, rounding));
        if (identical)
            return new GateTest(totals.Count, totals.Mean, true, 1, 1, null);
        var test = moved(totals, 0);
        return new GateTest(
            totals.Count, totals.Mean, false, test.Worse, test.Better, Equivalence.Of(margin, by => moved(totals, by)).P);
    }
}
