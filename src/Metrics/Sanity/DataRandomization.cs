using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>How similar the explanation is to that of a network of the same architecture that was fitted to random labels;
/// 0 is best.</summary>
/// <remarks>
/// The four numbers of <see cref="ExplanationSimilarity"/>, in [−1, 1], between the explanations of one class by both networks
/// (Adebayo et al., NeurIPS 2018). Such a network has memorized its training images and learned nothing of the classes: an explanation that
/// looks the same does not show what was learned. The description beside a model names the network (<c>randomLabels</c>); where it names
/// none: <c>undefined:no-random-label-network</c>. The dialect <c>adebayo</c> compares as their code does,
/// see <see cref="CascadingRandomization"/>.
/// </remarks>
[Named("data-randomization")]
[Paper("Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "1")]
[NoNumber("undefined:no-random-label-network", "the model's description names no network fitted to random labels")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.NoEdges)]
[NoNumber("degenerate:constant-when-labels-random", "the other network's explanation is constant")]
[NoNumber("degenerate:not-finite-when-labels-random", "the other network's explanation has a value that is not finite")]
[NoNumber("degenerate:no-edges-when-labels-random", "the other network's map has no edge anywhere (hog)")]
[NoNumberWhere(CommonState.SmallerThanSsimWindow)]
[NoNumberWhere(CommonState.SmallerThanHogBlock)]
[KnownScore("random", "spearman", "1")]
[KnownScore("random", "spearman-absolute", "1")]
[KnownScore("random", "ssim", "1")]
[KnownScore("random", "hog", "1")]
[KnownScore("uniform", "spearman", "degenerate:constant")]
[Dialect("adebayo", "values=clipped")]
internal sealed record DataRandomization(
    ComparedValues Values = ComparedValues.Attribution)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => ExplanationSimilarity.Scores;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var similarity = ExplanationSimilarity.Of(context, Values);
        return similarity.States.Any(s => s.IsOk)
            ? MetricResult.Of(similarity.To(context.ExplainOn(ModelVariant.RandomLabels), "labels-random"))
            : MetricResult.Of([.. Scores.Zip(similarity.States, (info, state) => ScoreValue.Without(info.Name, state))]);
    }
}
