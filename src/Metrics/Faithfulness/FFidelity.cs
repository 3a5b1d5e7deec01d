using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>What the target loses when a random part of the most relevant pixels is removed, never more than a share of the image;
/// higher is better.</summary>
/// <remarks>
/// For a share s of the pixels, each of the s·N most relevant ones is removed with probability min(α, β/s), α = <c>removal</c>, β =
/// <c>cap</c>: at most β·N pixels go in expectation, so that the images stay near those that a model can judge. <c>plus</c> =
/// mean over the shares of f(x) − E[f(x without them)], in [−1, 1]; <c>minus</c>: the same for the least relevant, lower is better
/// (Zheng et al., F-Fidelity, ICLR 2025). The authors train the model further on images with random pixels removed; here the model itself
/// is asked, without that. They count how often the class stays, over 50 draws: dialect <c>zheng</c>. Curves over the shares. The draws are
/// the same for every method. Ties are in row-major order; a constant map has no order: <c>degenerate:constant</c>.
/// </remarks>
[Named("f-fidelity")]
[Paper("Zheng et al.: F-Fidelity: A Robust Framework for Faithfulness Evaluation of Explainable AI, ICLR 2025", 2025)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2 * count(shares) * samples + 1")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("uniform", "plus", "degenerate:constant")]
[Dialect("zheng", "shares=0.05+0.1+0.15+0.2+0.25+0.3+0.35+0.4+0.45+0.5+0.55+0.6+0.65+0.7+0.75+0.8+0.85+0.9+0.95,"
    + "samples=50,score=accuracy")]
internal sealed record FFidelity(
    [About("The shares of the pixels that count as relevant, increasing, joined by +.")] string Shares = "0.1+0.3+0.5+0.7+0.9",
    [InRange(1, 100_000)][About("Random removals at each share.")] int Samples = 10,
    [InRange(0, 1)][About("The probability α with which one of these pixels is removed.")] double Removal = 0.5,
    [InRange(0, 1)][About("The largest share β of the image that is removed in expectation.")] double Cap = 0.1,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    FidelityScore Score = FidelityScore.Probability)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("plus", Direction.Higher, -1, 1), new("minus", Direction.Lower, -1, 1)];

    /// <summary>The shares of the pixels that count as relevant, increasing, joined by +.</summary>
    public string Shares { get; } = Fractions.Checked(Shares, "f-fidelity: shares");

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (shares, order) = (Fractions.Parse(Shares), Ranking.Descending(context.Map.Values));
        var whole = Followed(TargetOutput.Of(context.Output, 0, context.Target), context.Target);
        var (plus, minus) = (Losses(context, order, shares, whole), Losses(context, [.. order.Reverse()], shares, whole));
        return plus.Concat(minus).All(double.IsFinite)
            ? new MetricResult(
                [ScoreValue.Ok("plus", plus.Average()), ScoreValue.Ok("minus", minus.Average())],
                [new Curve("f-fidelity-plus", shares, plus), new Curve("f-fidelity-minus", shares, minus)])
            : MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
    }

    private double Followed(TargetOutput output, int target) => Score == FidelityScore.Probability
        ? output.Probability
        : output.IsFinite ? output.Top1 == target ? 1 : 0 : double.NaN;

    // One mean loss a share, of the pixels that come first in the order.
    private double[] Losses(IMetricContext context, int[] order, double[] shares, double whole)
    {
        var (fill, seed) = (PixelFills.For(context, Fill), context.SharedSeed.For("f-fidelity"));
        var outputs = PaintedImages.Outputs(context.Model, shares.Length * Samples, context.Target, (i, image) =>
        {
            context.Image.Values.CopyTo(image);
            var (count, random) = (Fractions.Of(order.Length, shares[i / Samples]), seed.For(i % Samples).Random());
            var probability = Math.Min(Removal, Cap * order.Length / Math.Max(count, 1));
            int[] removed = [.. order[..count].Where(_ => random.NextDouble() < probability)];
            ChangedImages.Replace(image, removed, fill);
        });
        return [.. outputs.Chunk(Samples).Select(drawn => whole - drawn.Average(o => Followed(o, context.Target)))];
    }
}
