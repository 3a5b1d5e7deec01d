using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Sanity;

/// <summary>How much of its own class the model still sees in images of which random parts are replaced: how far a fill can be trusted to
/// leave the rest of the image judgeable; higher is better.</summary>
/// <remarks>
/// The class c the model names on the image is the reference; at <c>levels</c> numbers of cells from 1 to all, evenly spread, as many
/// random cells of a grid are replaced, and the number is the mean over the replaced share (trapezoidal rule, from the first to the last
/// level) of the softmax probability of c, in [0, 1] (Blücher, Vielhaben, Strodthoff, TMLR 2024: the reference-out-of-model-scope score,
/// R-OMS; their segments are superpixels, their fills go up to a diffusion model). A fill with a low number makes images the model does not
/// know: what curves of removal measure with it is the fill as much as the map. It says nothing of an explanation, and is the same for
/// every method; a map that is not finite has no number like everywhere. Curve: the probability over the share.
/// </remarks>
[Named("occluder-reliability")]
[Paper("Blücher, Vielhaben, Strodthoff: Decoupling Pixel Flipping and Occlusion Strategy for Consistent XAI Benchmarks, TMLR 2024", 2024)]
[NeedsAnnotation(Annotation.None)]
[Work("levels * draws + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("random", "reliability", "that of every other map of the image")]
[KnownScore("uniform", "reliability", "that of every other map of the image")]
internal sealed record OccluderReliability(
    [InRange(2, 64)][About("Rows and columns of the grid.")] int Grid = 5,
    [InRange(2, 1000)][About("Numbers of cells that are replaced, evenly spread from 1 to all.")] int Levels = 10,
    [InRange(1, 10_000)][About("Random sets of cells at each number.")] int Draws = 1,
    [About("What replaces a cell, in normalised input space.")] PixelFill Fill = PixelFill.Zero)
    : IMetric
{
    private sealed record Key(int Grid, int Levels, int Draws, PixelFill Fill, int Class);

    private static readonly ScoreInfo[] Info = [new("reliability", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (!SpanMath.AreFinite(context.Map.Values))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        var named = context.Output.Top1(0);
        var cells = GridCells.Of(context.Map.Height, context.Map.Width, Grid);
        int[] counts = [.. Enumerable.Range(0, Levels).Select(level => 1 + level * (cells.Length - 1) / (Levels - 1))];
        var outputs = context.ShareForImage(new Key(Grid, Levels, Draws, Fill, named), () => Occlude(context, cells, counts, named));
        double[] y = [.. outputs.Probabilities.Chunk(Draws).Select(drawn => drawn.Average())];
        if (!y.All(double.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        double[] x = [.. counts.Select(c => (double)c / cells.Length)];
        var area = Enumerable.Range(1, x.Length - 1).Sum(i => (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2);
        return new MetricResult([ScoreValue.Ok("reliability", area / (x[^1] - x[0]))], [new Curve("occluder-reliability", x, y)]);
    }

    private TargetOutputs Occlude(IMetricContext context, int[][] cells, int[] counts, int named)
    {
        var (fill, seed) = (PixelFills.For(context, Fill), context.SharedSeed.For("occluder-reliability"));
        return ChangedImages.Outputs(context.Model, context.Image, named, counts.Length * Draws, (i, image) =>
        {
            int[] order = [.. Enumerable.Range(0, cells.Length)];
            seed.For(i).Random().Shuffle(order.AsSpan());
            foreach (var cell in order.AsSpan(0, counts[i / Draws]))
                ChangedImages.Replace(image, cells[cell], fill);
        });
    }
}
