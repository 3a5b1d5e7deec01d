using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area between the curves of least and of most relevant first, LeRF − MoRF; higher is better.</summary>
/// <remarks>abpc = auc(LeRF) − auc(MoRF), in [−1, 1] for a probability: the area between perturbation curves (Schulz et al., ICLR
/// 2020), also called symmetric relevance gain (SRG; Blücher, Vielhaben, Strodthoff, TMLR 2024: dialect <c>srg</c>,
/// the probability and a constant fill; there the elements are superpixels, ranked by their mean), which orders methods alike whatever the
/// fill, where LeRF and MoRF alone do not. Expected 0 for a random map: an order and its reverse are then
/// equally likely, and exchange the curves. Both curves are those of <see cref="Morf"/> and <see cref="Lerf"/> and are run once.
/// Ties as in <see cref="Deletion"/>.</remarks>
[Named("abpc")]
[Paper("Schulz, Sixt, Tombari, Landgraf: Restricting the Flow: Information Bottlenecks for Attribution, ICLR 2020", 2020)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"2 * ({CurveWork.PixelSteps} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("random", "abpc", "0")]
[KnownScore("uniform", "abpc", "degenerate:constant")]
[Dialect("srg", "fill=zero,score=probability")]
internal sealed record Abpc(PixelCurve? Pixels = null) : IMetric
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    private const string Name = "abpc";

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [TargetOutputs.Difference(Name, Direction.Higher, Pixels.Score)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var perturbation = Pixels.Perturbation;
        if (perturbation.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (most, least) =
            (perturbation.Curve(context, Pixels.Score), (perturbation with { LeastFirst = true }).Curve(context, Pixels.Score));
        var area = EvenCurve.Area(least.Values) - EvenCurve.Area(most.Values);
        return double.IsFinite(area)
            ? new MetricResult(
                [ScoreValue.Ok(Name, area)],
                [new Curve("morf", most.Positions, most.Values), new Curve("lerf", least.Positions, least.Values)])
            : MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
    }
}
