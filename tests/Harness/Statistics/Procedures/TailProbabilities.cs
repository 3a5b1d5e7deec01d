namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>How likely a statistic as extreme is without a difference, in (0, 1].</summary>
/// <param name="Greater">As large or larger.</param>
/// <param name="Less">As small or smaller.</param>
/// <param name="TwoSided">As far from the middle, on either side.</param>
public readonly record struct TailProbabilities(double Greater, double Less, double TwoSided)
{
    /// <summary>Of a discrete statistic: min(1, 2·min) on two sides.</summary>
    public static TailProbabilities Of(double greater, double less) =>
        new(Math.Min(1, greater), Math.Min(1, less), Math.Min(1, 2 * Math.Min(greater, less)));
}
