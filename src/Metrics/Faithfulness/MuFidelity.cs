using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Regions;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of random sets of grid cells ranks the loss of the target's score when they are removed;
/// higher is better.</summary>
/// <remarks>The image is cut into grid×grid cells; Spearman's correlation over random sets of cells between the sum of the map and
/// f(x) − f(x with them replaced) (Bhatt, Weller, Moura, IJCAI 2020, as Fel et al. use it). A set has exactly round(share·grid²) cells;
/// with <c>fixed-size=false</c> every cell belongs to it with probability <c>share</c>, as in Xplique, which also counts a correlation that
/// does not exist as 0.</remarks>
[Named("mu-fidelity")]
[Paper("Bhatt, Weller, Moura: Evaluating and Aggregating Feature-based Model Explanations, IJCAI 2020", 2020)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work("samples + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[KnownScore("random", "correlation", "0")]
[Dialect("xplique", "score=logit,fixed-size=false")]
internal sealed record MuFidelity(
    [InRange(1, 1000)][About("Cells along each side, at most its pixels.")] int Grid = 9,
    [InRange(0, 1)][About("The share of the cells that is replaced.")] double Share = 0.2,
    [InRange(2, 1_000_000)][About("Sets drawn.")] int Samples = 200,
    [About("What replaces a cell, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    [About("Whether every set has the same number of cells, or each cell is drawn by itself.")] bool FixedSize = true)
    : IMetric
{
    private sealed record Key(int Grid, double Share, int Samples, PixelFill Fill, bool FixedSize);

    private sealed record CellsKey(int Grid);

    private sealed record SetsKey(int Grid, double Share, int Samples, bool FixedSize);

    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var map = PixelRelevance.Of(context);
        var cells = context.ShareForImage(new CellsKey(Grid), () => GridCells.Of(context.Map.Height, context.Map.Width, Grid));
        var sets = context.ShareForImage(new SetsKey(Grid, Share, Samples, FixedSize), () => Sets(context, cells.Length));
        var outputs = context.ShareForImage(new Key(Grid, Share, Samples, Fill, FixedSize), () =>
        {
            var fill = PixelFills.For(context, Fill);
            return ChangedImages.Outputs(context.Model, context.Image, context.Target, Samples, (i, image) =>
            {
                foreach (var cell in sets[i])
                    ChangedImages.Replace(image, cells[cell], fill);
            });
        });
        double[] relevance = [.. cells.Select(cell => GridCells.Sum(map, cell))];
        var whole = context.Output.Of(Score, context.Target);
        return CorrelationResult.Of(
            this, [.. sets.Select(s => s.Sum(c => relevance[c]))], [.. outputs.Of(Score).Select(s => whole - s)], Correlations.Spearman);
    }

    private int[][] Sets(IMetricContext context, int cells)
    {
        var seed = context.SharedSeed.For("mu-fidelity");
        return [.. Enumerable.Range(0, Samples).Select(i => Draw(seed.For(i), cells))];
    }

    private int[] Draw(Seed seed, int cells)
    {
        var random = seed.Random();
        if (!FixedSize)
            return [.. Enumerable.Range(0, cells).Where(_ => random.NextDouble() < Share)];
        var order = Enumerable.Range(0, cells).ToArray();
        random.Shuffle(order.AsSpan());
        return order[..(int)Math.Round(Share * cells)];
    }
}
