using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>How similar the explanation stays while the weights are re-drawn, layer after layer from the output; 0 is best.</summary>
/// <remarks>
/// Stage k re-draws the k layers nearest the output; each of the four numbers of <see cref="ExplanationSimilarity"/> is its mean over
/// the stages, in [−1, 1] (Adebayo et al., NeurIPS 2018). An explanation that does not change does not depend on what the model learned.
/// Curves: similarity over the share of layers re-drawn, from (0, 1), the unchanged model. Where the explanation itself is constant its
/// number is <c>degenerate:constant</c>. Where it becomes constant at a stage, the similarity of that stage does not exist, and to leave
/// the stage out would reward or punish by chance: the option <c>constant</c> says what happens. A model without weights:
/// <c>undefined:no-weight-layers</c>. The positive scale of an explanation changes nothing.
/// <para>Weights are re-drawn with the mean and deviation of the trained layer, or permuted; Adebayo et al. and Quantus initialise them as
/// before training, which an ONNX file does not tell, and randomize whole blocks of Inception where this randomizes layers. The dialect
/// <c>adebayo</c> compares what their code does: ranks of channels summed and cut at the 99th percentile, which ties the top hundredth;
/// SSIM and HOG of the raw signed values of all channels, for a range of 2. The dialect
/// <c>quantus</c> compares magnitudes of the summed channels: its number is <c>spearman-absolute</c>; its SSIM runs over the flattened
/// values with their joint range and is not this one. Quantus 0.6 leaves the key "orig" out of the mean but stores the unchanged model
/// under "original", so that its perfect correlation with itself counts as a stage: with L layers and a true mean of r it gives
/// (1 + L·r)/(L + 1), for one layer and r = 0 a half. The dialect <c>quantus-0.6</c> does the same; the mean without it is right.</para>
/// </remarks>
[Named("cascading-randomization")]
[Paper("Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "when(stages, 0, weight-layers, min(stages, weight-layers))")]
[SharesWork(Group = "randomized weights")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.NoEdges)]
[NoNumber("degenerate:constant-when-randomized", "the explanation becomes constant and constant=degenerate")]
[NoNumber("degenerate:not-finite-when-randomized", "a stage's explanation has a value that is not finite")]
[NoNumber("degenerate:no-edges-when-randomized", "a stage's map has no edge anywhere and constant=degenerate (hog)")]
[NoNumberWhere(CommonState.SmallerThanSsimWindow)]
[NoNumberWhere(CommonState.SmallerThanHogBlock)]
[NoNumberWhere(CommonState.NoWeightLayers)]
[KnownScore("random", "spearman", "1")]
[KnownScore("random", "spearman-absolute", "1")]
[KnownScore("random", "ssim", "1")]
[KnownScore("random", "hog", "1")]
[KnownScore("uniform", "spearman", "degenerate:constant")]
[Dialect("adebayo", "values=clipped")]
[Dialect("quantus", "values=map")]
[Dialect("quantus-0.6", "values=map,original=true")]
internal sealed record CascadingRandomization(
    [InRange(0, 100_000)][About("Stages, evenly spread over the layers and ending with all of them; 0: one a layer.")] int Stages = 0,
    ConstantStage Constant = ConstantStage.Degenerate,
    WeightDraw Draw = WeightDraw.Normal,
    [About("From which end layers are re-drawn.")] LayerOrder Order = LayerOrder.TopDown,
    ComparedValues Values = ComparedValues.Attribution,
    [About("Whether the mean counts the unchanged model, whose similarity is 1, as a stage.")] bool Original = false)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => ExplanationSimilarity.Scores;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var layers = context.Reexplanation.WeightLayerCount;
        if (layers == 0)
            return MetricResult.Without(this, CellState.Undefined("no-weight-layers"));
        var stages = RandomizationStages.Of(Stages, layers);
        var series = new SimilaritySeries(ExplanationSimilarity.Of(context, Values), Constant);
        foreach (var count in stages)
        {
            if (series.IsOver)
                break;
            series.Add(context.ExplainOn(RandomizationStages.Cascade(count, layers, Order, Draw)));
        }
        return series.Result([.. stages.Select(s => (double)s / layers)], fromOne: true, Original);
    }
}
