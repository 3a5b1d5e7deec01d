using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>What a change of the explanation is divided by.</summary>
[About("What the relative number is relative to: the length of the explanation or of the image.")]
internal enum ChangePer
{
    /// <summary>The length of the explanation, ‖Φ(x)‖₂.</summary>
    Explanation,

    /// <summary>The length of the image, ‖x‖₂.</summary>
    Image,
}

/// <summary>Max- and avg-sensitivity: the same changes of the explanation, of which one takes the largest and the other the mean.</summary>
internal static class Sensitivity
{
    /// <summary>The state of an explanation that is not a number once the image is changed.</summary>
    public const string NotFinite = "not-finite-when-perturbed";

    /// <summary>The facts of the two numbers.</summary>
    /// <param name="per">What the relative number is relative to.</param>
    public static IReadOnlyList<ScoreInfo> Scores(ChangePer per) =>
    [
        new("relative", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = per == ChangePer.Image },
        new("absolute", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = true },
    ];

    /// <summary>The numbers from what changes of the image did.</summary>
    /// <param name="metric">Whose numbers they are.</param>
    /// <param name="context">The explanation.</param>
    /// <param name="effects">Works out what the changes did; not called where the explanation is degenerate.</param>
    /// <param name="per">What the relative number is relative to.</param>
    /// <param name="summary">The largest or the mean.</param>
    public static MetricResult Of(
        IMetric metric, IMetricContext context, Func<IReadOnlyList<PerturbedExplanation>> effects, ChangePer per,
        Func<IEnumerable<double>, double> summary)
    {
        var own = context.Attribution.Values.Values;
        if (ComparedExplanation.StateOf(own) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var change = summary(effects().Select(e => e.Change));
        if (!double.IsFinite(change))
            return MetricResult.Without(metric, CellState.Degenerate(NotFinite));
        var length = PerturbedExplanations.Length(per == ChangePer.Explanation ? own : context.Image.Values);
        return MetricResult.Of(
            length > 0 ? ScoreValue.Ok("relative", change / length) : ScoreValue.Without("relative", CellState.Undefined("empty-image")),
            ScoreValue.Ok("absolute", change));
    }
}
