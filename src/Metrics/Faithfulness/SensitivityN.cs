using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of random subsets of n pixels predicts the loss of the target's score when they are removed;
/// higher is better.</summary>
/// <remarks>
/// Pearson's correlation over random subsets T of n pixels between Σ_{i∈T} R_i and S(x) − S(x with T removed in all channels), and the
/// mean over several n, spread evenly on a logarithmic scale from 1 to share·H·W (Ancona et al., ICLR 2018); the curve has them by n/HW.
/// An n at which one of the series is constant is left out; if none remains, <c>undefined:constant-series</c>. R_i is the signed sum over
/// channels. Quantus removes pixels one after the other in the order of the attribution instead of drawing subsets,
/// which is another quantity.
/// </remarks>
[Named("sensitivity-n")]
[Paper("Ancona, Ceolini, Öztireli, Gross: Towards Better Understanding of Gradient-based Attribution Methods, ICLR 2018", 2018)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work("when(n, 0, sizes, 1) * subsets + 1", AtMost = "when(n, 0, 1, 0)")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[KnownScore("random", "correlation", "0")]
internal sealed record SensitivityN(
    [InRange(0, 100_000_000)][About("Pixels a subset; 0: several sizes up to the share.")] int N = 0,
    [InRange(1, 1000)][About("The number of sizes if n is 0.")] int Sizes = 10,
    [InRange(0, 1)][About("The largest size if n is 0, as a share of the pixels.")] double Share = 0.8,
    [InRange(2, 1_000_000)][About("Subsets of each size.")] int Subsets = 100,
    [About("What replaces a removed pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's logit or its softmax probability.")] TargetScore Score = TargetScore.Logit)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <summary>The sizes of subsets for an image.</summary>
    public IReadOnlyList<int> SizesOf(int pixels)
    {
        if (N > 0)
            return [Math.Min(N, pixels)];
        var largest = Math.Max(1, Share * pixels);
        return
        [
            .. Enumerable.Range(0, Sizes)
                .Select(i => (int)Math.Round(Math.Pow(largest, Sizes == 1 ? 1 : (double)i / (Sizes - 1)))).Distinct(),
        ];
    }

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (map, pixels) = (PixelRelevance.Of(context), context.Map.Values.Length);
        var points = new List<(double Share, double Correlation)>();
        foreach (var size in SizesOf(pixels))
        {
            var subsets = new PixelSubsets(context.SharedSeed.For("sensitivity-n").For(size), size, Subsets, Fill);
            var losses = subsets.Losses(context, Score);
            if (!losses.All(double.IsFinite))
                return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
            if (Correlations.Pearson(subsets.Sums(context, map), losses) is var correlation && !double.IsNaN(correlation))
                points.Add(((double)size / pixels, correlation));
        }
        return points.Count == 0
            ? MetricResult.Without(this, CellState.Undefined("constant-series"))
            : new MetricResult(
                [ScoreValue.Ok("correlation", points.Average(p => p.Correlation))],
                [new Curve("sensitivity-n", [.. points.Select(p => p.Share)], [.. points.Select(p => p.Correlation)])]);
    }
}
