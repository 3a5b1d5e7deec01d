using VisEval.Core;
using VisEval.Metrics.Shared.Curves;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the most relevant pixels are removed first (MoRF); lower is better.</summary>
/// <remarks>The curve of <see cref="Deletion"/>, as Samek et al. (TNNLS 2017) name it; with equal settings both come from the same run of the model. The area is
/// the trapezoidal rule over [0, 1], both ends in. Ties as in <see cref="Deletion"/>.</remarks>
[Named("morf")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.PixelSteps} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[SharesWork(Group = "most relevant first")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("uniform", "auc", "degenerate:constant")]
public sealed record Morf(PixelCurve? Pixels = null) : IMetric
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Area.Info(Direction.Lower)];

    private PerturbationArea Area => new(Pixels.Perturbation, Pixels.Score);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Area.Evaluate(this, context, "morf");
}
