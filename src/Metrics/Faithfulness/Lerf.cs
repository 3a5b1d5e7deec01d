using VisEval.Core;
using VisEval.Metrics.Shared.Curves;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the least relevant pixels are removed first (LeRF); higher is better.</summary>
/// <remarks>The order is that of <see cref="Morf"/> read backwards, ties included, so that the two curves belong to one ranking. The area
/// is the trapezoidal rule over [0, 1], both ends in (Samek et al., TNNLS 2017). With equal fill and points it is <see cref="Insertion"/>
/// read backwards, from the same run.</remarks>
[Named("lerf")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017",
    2017)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.PixelSteps} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record Lerf(PixelCurve? Pixels = null) : IMetric
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Area.Info(Direction.Higher)];

    private PerturbationArea Area => new(Pixels.Perturbation with { LeastFirst = true }, Pixels.Score);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Area.Evaluate(this, context, "lerf");
}
