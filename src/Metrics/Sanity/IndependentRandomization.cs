using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>How similar the explanation stays when the weights of one layer alone are re-drawn, mean over the layers;
/// 0 is best.</summary>
/// <remarks>
/// For each layer all others keep their trained weights; each of the four numbers of <see cref="ExplanationSimilarity"/> is its mean over
/// the layers, in [−1, 1] (Adebayo et al., NeurIPS 2018). Curves: similarity over the depth of the layer, from the output (1/layers) to
/// the image (1). States, weights and dialects as in <see cref="CascadingRandomization"/>, whose first stage is this metric's first layer.
/// </remarks>
[Named("independent-randomization")]
[Paper("Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "when(layers, 0, weight-layers, min(layers, weight-layers))")]
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
internal sealed record IndependentRandomization(
    [InRange(0, 100_000)][About("Layers, evenly spread and ending with the one nearest the image; 0: all.")] int Layers = 0,
    [About("What a layer counts without which the explanation is constant: the number is degenerate, or the similarity zero.")]
    ConstantStage Constant = ConstantStage.Degenerate,
    WeightDraw Draw = WeightDraw.Normal,
    ComparedValues Values = ComparedValues.Attribution,
    [About("Whether the mean counts the unchanged model, whose similarity is 1, as a layer.")] bool Original = false)
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
        var chosen = RandomizationStages.Of(Layers, layers);
        var series = new SimilaritySeries(ExplanationSimilarity.Of(context, Values), Constant);
        foreach (var layer in chosen)
        {
            if (series.IsOver)
                break;
            series.Add(context.ExplainOn(new ModelVariant.Randomized(layer - 1, 1, Draw)));
        }
        return series.Result([.. chosen.Select(l => (double)l / layers)], fromOne: false, Original);
    }
}
