using VisEval.Core;
using VisEval.Metrics.Shared.Curves;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the most relevant pixels are removed first (MoRF); lower is better.</summary>
/// <remarks><see cref="Deletion"/> as Samek et al. (TNNLS 2017) name it: with equal options one number, which is computed once and counts
/// once in a mean of ranks. The area is the trapezoidal rule over [0, 1], both ends in. Ties as in <see cref="Deletion"/>.</remarks>
[Named("morf")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017",
    2017)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.PixelSteps} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[SharesWork(Group = "most relevant first")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record Morf(PixelCurve? Pixels = null) : ISynonym
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Meaning.Scores;

    /// <inheritdoc/>
    public IMetric Meaning => new Deletion(Pixels);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Synonyms.Evaluate(this, context, "morf");
}
