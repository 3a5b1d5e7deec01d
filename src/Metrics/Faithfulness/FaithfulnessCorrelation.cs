using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of random subsets of one size predicts the loss of the target's score when they are removed;
/// higher is better.</summary>
/// <remarks>Pearson's correlation over random subsets S of <c>size</c> pixels between Σ_{i∈S} R_i and f(x) − f(x with S replaced in
/// all channels) (Bhatt, Weller, Moura, IJCAI 2020). R_i is the signed sum over channels. Size and number are Quantus'
/// (224 of 224² pixels; at most half of the pixels here).</remarks>
[Named("faithfulness-correlation")]
[Paper("Bhatt, Weller, Moura: Evaluating and Aggregating Feature-based Model Explanations, IJCAI 2020", 2020)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work("subsets + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[KnownScore("random", "correlation", "0")]
[Dialect("quantus", "fill=minimum")]
internal sealed record FaithfulnessCorrelation(
    [InRange(1, 100_000_000)][About("Pixels a subset; at most half of the image.")] int Size = 224,
    [InRange(2, 1_000_000)][About("Subsets drawn.")] int Subsets = 100,
    [About("What replaces a removed pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var size = Math.Max(1, Math.Min(Size, context.Map.Values.Length / 2));
        var subsets = new PixelSubsets(context.SharedSeed.For("faithfulness-correlation"), size, Subsets, Fill);
        return CorrelationResult.Of(
            this, subsets.Sums(context, PixelRelevance.Of(context)), subsets.Losses(context, Score), Correlations.Pearson);
    }
}
