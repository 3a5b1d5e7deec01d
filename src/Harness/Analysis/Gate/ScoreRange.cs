using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The range of a score, turned so that more is better.</summary>
internal static class ScoreRange
{
    /// <summary>The merit of the worst possible value; null where there is no worst.</summary>
    public static double? Worst(ScoreInfo score)
    {
        var worst = Math.Min(score.Merit(score.Minimum), score.Merit(score.Maximum));
        return double.IsFinite(worst) ? worst : null;
    }

    /// <summary>Best minus worst merit; null where the range has no end.</summary>
    public static double? Width(ScoreInfo score) =>
        Worst(score) is { } worst && score.Merit(score.Best) is var best && double.IsFinite(best) ? best - worst : null;

    /// <summary>The difference that does not matter, in the score's own unit: a share of the range, or, where that has no end, of the
    /// baseline's mean magnitude.</summary>
    /// <param name="share">At least 0.</param>
    /// <param name="score">The score.</param>
    /// <param name="baseline">The baseline's values.</param>
    public static double Margin(double share, ScoreInfo score, IEnumerable<double> baseline) =>
        share * (Width(score) ?? baseline.Select(Math.Abs).DefaultIfEmpty(0).Average());
}
