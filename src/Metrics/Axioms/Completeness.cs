using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Axioms;

/// <summary>How far the relevances are from adding up to the difference of the target's score between image and baseline;
/// lower is better.</summary>
/// <remarks><c>absolute</c> = |Σ a − (f(x) − f(x'))|, <c>relative</c> = that divided by |f(x) − f(x')| (Sundararajan, Taly, Yan,
/// ICML 2017). Σ a is the sum over the attribution as the method defines it, at the input or at a layer, before any resizing. Only of
/// methods that claim completeness for this baseline: class activation and perturbation do not, and what they miss by says nothing about
/// them. Over images it is the median: where the two scores are nearly equal the ratio is of any size, so that a few images would be the
/// mean. Maps from a file claim nothing and are measured because somebody asks. The unit of the map is part of the claim.</remarks>
[Named("completeness")]
[Paper("Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks, ICML 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[Work("2")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumber("undefined:no-claim", "the method does not claim completeness")]
[NoNumber("undefined:other-baseline", "the method claims completeness for another baseline")]
[NoNumber("undefined:no-difference", "image and baseline have the same score, so that there is nothing to divide by")]
internal sealed record Completeness(
    [About("The baseline x', in normalised input space.")] PixelFill Baseline = PixelFill.Zero,
    [About("The output that is followed: the target's logit or its softmax probability.")] TargetScore Score = TargetScore.Logit)
    : IPooledMetric
{
    private sealed record Key(PixelFill Baseline);

    private static readonly ScoreInfo[] Info =
    [
        new("relative", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = true },
        new("absolute", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Reexplanation.CompleteTo is { } claimed && claimed != Kebab.From(Baseline.ToString()))
            return MetricResult.Without(this, CellState.Undefined(claimed.Length == 0 ? "no-claim" : "other-baseline"));
        var sum = 0.0;
        foreach (var value in context.Attribution.Values.Values)
            sum += value;
        if (!double.IsFinite(sum))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        var baseline = context.ShareForImage(new Key(Baseline), () => context.Model.Predict(PixelFills.For(context, Baseline)));
        var difference = context.Output.Of(Score, context.Target) - baseline.Of(Score, context.Target);
        if (!double.IsFinite(difference))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        var error = Math.Abs(sum - difference);
        return MetricResult.Of(
            difference == 0
                ? ScoreValue.Without("relative", CellState.Undefined("no-difference"))
                : ScoreValue.Ok("relative", error / Math.Abs(difference)),
            ScoreValue.Ok("absolute", error));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
        [.. Info.Select((info, i) => Median(info.Name, images, i))];

    private static ScoreValue Median(string name, IReadOnlyList<MetricResult> images, int score)
    {
        double[] values = [.. images.Select(r => r.Scores[score].Value).OfType<double>().Order()];
        return values.Length == 0
            ? ScoreValue.Without(name, CellState.Undefined("no-difference"))
            : ScoreValue.Ok(name, Quantiles.Linear<double>(values, 0.5));
    }
}
