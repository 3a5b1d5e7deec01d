using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>How much an explanation changes relative to something else that changes with the image (Agarwal et al., 2022).</summary>
/// <remarks>max over the drawn δ for which the model names the same class of ‖(Φ(x + δ) − Φ(x))/Φ(x)‖₂ / max(d, 10⁻⁶),
/// d the change of the input, of the logits or of the representation.</remarks>
internal static class RelativeStability
{
    private const double SmallestChange = 1e-6;

    private sealed record OutputsKey(SmallChanges Changes);

    /// <summary>What the model says of one changed image.</summary>
    /// <param name="Logits">Its logits.</param>
    /// <param name="Top1">The class it names; −1 where there is none.</param>
    public sealed record Said(float[] Logits, int Top1);

    /// <summary>The one number of such a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">What it may ask.</param>
    /// <param name="drawn">The changes of the image.</param>
    /// <param name="changes">d for every change, of what the changes did and what the model says.</param>
    public static MetricResult Of(
        IMetric metric, IMetricContext context, SmallChanges drawn, Func<IReadOnlyList<PerturbedExplanation>, Said[], double[]> changes)
    {
        if (ComparedExplanation.StateOf(context.Attribution.Values.Values) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var own = SaidOf(context.Output, 0);
        var said = context.ShareForImage(new OutputsKey(drawn), () => Ask(context, drawn));
        if (own.Top1 < 0 || said.Any(s => s.Top1 < 0))
            return MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
        int[] neighbours = [.. Enumerable.Range(0, said.Length).Where(i => said[i].Top1 == own.Top1)];
        if (neighbours.Length == 0)
            return MetricResult.Without(metric, CellState.Undefined("no-neighbours"));
        var effects = PerturbedExplanations.Of(context, drawn);
        var divisors = changes(effects, said);
        var worst = neighbours.Aggregate(
            0.0, (most, i) => Math.Max(most, effects[i].RelativeChange / Math.Max(divisors[i], SmallestChange)));
        return MetricResult.Of(double.IsFinite(worst)
            ? ScoreValue.Ok(metric.Scores[0].Name, worst)
            : ScoreValue.Without(metric.Scores[0].Name, CellState.Degenerate(Sensitivity.NotFinite)));
    }

    private static Said[] Ask(IMetricContext context, SmallChanges drawn) =>
    [
        .. PerturbedExplanations.Images(context, drawn).SelectMany(images =>
        {
            var scores = context.Model.Predict(images);
            return Enumerable.Range(0, scores.Count).Select(i => SaidOf(scores, i));
        }),
    ];

    private static Said SaidOf(ClassScores scores, int image)
    {
        var logits = scores.Logits.Item(image).ToArray();
        return new Said(logits, SpanMath.AreFinite(logits) ? scores.Top1(image) : -1);
    }
}
