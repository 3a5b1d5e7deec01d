using VisEval.Core;
using VisEval.Metrics.Shared.Copies;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>How similar explanations averaged over noisy images stay while the weights are re-drawn, layer after layer;
/// 0 is best.</summary>
/// <remarks>
/// As <see cref="CascadingRandomization"/>, but every explanation, the first included, is the mean over <c>samples</c> images with normal
/// noise of deviation <c>noise</c> · (max x − min x), so that the noise of a single gradient is not mistaken for sensitivity to the
/// weights (Hedström et al., XAI in Action, NeurIPS 2023). Layers are re-drawn from the image on, as the paper advises: from the output
/// on, what earlier layers learned shines through. All copies see the same noise. With one sample and the order <c>top-down</c> this is
/// cascading-randomization. It costs samples · (stages + 1) explanations.
/// <para>Quantus, by the same authors, ranks magnitudes of summed channels (its number is <c>spearman-absolute</c>; dialect
/// <c>quantus</c>). Its mean over the layers counts the unchanged model, a defect it shares with its MPRT:
/// dialect <c>quantus-0.6</c>.</para>
/// </remarks>
[Named("smooth-mprt")]
[Paper("Hedström et al.: Sanity Checks Revisited, XAI in Action at NeurIPS 2023", 2023)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "samples * (when(stages, 0, weight-layers, min(stages, weight-layers)) + 1)", Together = "samples")]
[NoNumberWhere(CommonState.Constant, ", or its average is")]
[NoNumberWhere(CommonState.NotFinite, ", or its average has")]
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
[Dialect("quantus", "values=map")]
[Dialect("quantus-0.6", "values=map,original=true")]
internal sealed record SmoothMprt(
    [InRange(1, 100_000)][About("Images that an explanation is averaged over.")] int Samples = 50,
    [InRange(0, 10)][About("Deviation of the noise as a share of the image's range.")] double Noise = 0.1,
    [InRange(0, 100_000)][About("Stages, evenly spread over the layers and ending with all of them; 0: one a layer.")] int Stages = 0,
    ConstantStage Constant = ConstantStage.Degenerate,
    WeightDraw Draw = WeightDraw.Normal,
    [About("From which end layers are re-drawn.")] LayerOrder Order = LayerOrder.BottomUp,
    ComparedValues Values = ComparedValues.Attribution,
    [About("Whether the mean counts the unchanged model, whose similarity is 1, as a stage.")] bool Original = false)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => ExplanationSimilarity.Scores;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var layers = context.Reexplanation.WeightLayerCount;
        if (layers == 0)
            return MetricResult.Without(this, CellState.Undefined("no-weight-layers"));
        var stages = RandomizationStages.Of(Stages, layers);
        var own = SmoothedExplanation.Of(context, Samples, Noise, ModelVariant.Trained);
        var map = own.ToMap(context.Map.Height, context.Map.Width);
        var series = new SimilaritySeries(new ExplanationSimilarity(own, map, Values), Constant);
        foreach (var count in stages)
        {
            if (series.IsOver)
                break;
            series.Add(SmoothedExplanation.Of(context, Samples, Noise, RandomizationStages.Cascade(count, layers, Order, Draw)));
        }
        return series.Result([.. stages.Select(s => (double)s / layers)], fromOne: true, Original);
    }
}
