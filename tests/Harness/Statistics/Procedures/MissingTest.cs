using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>Whether a method is better than a control, and whether that survives the worst that missing cells can be.</summary>
/// <param name="Common">The cells with both values.</param>
/// <param name="Gain">The mean gain over them; null without any.</param>
/// <param name="Probability">One-sided p of the gain over them; 1 without any.</param>
/// <param name="Bounds">Between which mean gains the missing cells leave the truth; null where there is no cell at all.</param>
/// <param name="MethodPays">The mean gain with every missing value, of either, at the worst end; null where there is no cell.</param>
/// <param name="MethodPaysProbability">Its p.</param>
/// <param name="WorstProbability">p at the lower bound; never below <paramref name="Probability"/> where all flips are counted.</param>
internal sealed record MissingTest(
    int Common, double? Gain, double Probability, Interval? Bounds, double? MethodPays, double MethodPaysProbability,
    double WorstProbability)
{
    private const double Slack = 1e-12;

    /// <summary>Tests paired cells.</summary>
    /// <param name="cells">The gains.</param>
    /// <param name="flipping">Where drawn flips come from.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public static MissingTest Of(PairedCells cells, Flipping flipping, int tests = 1)
    {
        ClusterTotals Totals(Clusters gains) => ClusterTotals.Of(gains);
        double Better(Clusters gains) => SignFlip.Of(Totals(gains), flipping, tests).Better;
        double? Mean(Clusters gains) => Totals(gains) is { Rows: > 0 } totals ? totals.Mean : null;
        return new MissingTest(
            (int)Totals(cells.Common).Rows, Mean(cells.Common), Better(cells.Common),
            Mean(cells.Worst) is { } low && Mean(cells.Best) is { } high ? new Interval(low, high) : null,
            Mean(cells.MethodPays), Better(cells.MethodPays), Better(cells.Worst));
    }

    /// <summary>Whether a mark stands: the worst case alone shows the method to be better.</summary>
    public bool Stands(double alpha = 0.05) => WorstProbability <= alpha + Slack;
}
