using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Regions;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of grid cells ranks the loss of the target's score when one cell alone is removed; higher is
/// better.</summary>
/// <remarks>
/// Spearman's correlation over the grid×grid cells g between Σ_{i∈g} L_i and f(x) − f(x without g), in [−1, 1] (Hesse,
/// Schaub-Meyer, Roth, NeurIPS 2024: the in-domain single deletion score, dialect <c>idsds</c>: 4×4 cells, the logit, a fill of zeros).
/// Removing one cell leaves most of the image, and 16 effects need 17 passes. The paper's score is in-domain because its models are trained
/// further with cells removed; which model is asked is not the metric's choice, so that on another model the number is the single deletion
/// score. A constant map has no order: <c>degenerate:constant</c>.
/// </remarks>
[Named("single-deletion")]
[Paper("Hesse, Schaub-Meyer, Roth: Benchmarking the Attribution Quality of Vision Models, NeurIPS 2024", 2024)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work("min(grid, height) * min(grid, width) + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[KnownScore("random", "correlation", "0")]
[KnownScore("uniform", "correlation", "degenerate:constant")]
[Dialect("idsds", "grid=4,fill=zero,score=logit")]
internal sealed record SingleDeletion(
    [InRange(2, 64)][About("Rows and columns of the grid.")] int Grid = 4,
    [About("What replaces a cell, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Logit)
    : IMetric
{
    private sealed record Key(int Grid, PixelFill Fill);

    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var cells = GridCells.Of(context.Map.Height, context.Map.Width, Grid);
        var outputs = context.ShareForImage(new Key(Grid, Fill), () =>
        {
            var fill = PixelFills.For(context, Fill);
            return ChangedImages.Outputs(
                context.Model, context.Image, context.Target, cells.Length, (i, image) => ChangedImages.Replace(image, cells[i], fill));
        });
        var whole = context.Output.Of(Score, context.Target);
        return CorrelationResult.Of(
            this, [.. cells.Select(cell => GridCells.Sum(context.Map.Values, cell))], [.. outputs.Of(Score).Select(s => whole - s)],
            Correlations.Spearman);
    }
}
