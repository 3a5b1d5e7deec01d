using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Axioms;

/// <summary>The share of square cells in which relevance and effect do not agree: one is zero and the other not; lower is better.</summary>
/// <remarks>|A₀ △ X₀| / cells, A₀ the cells where no magnitude exceeds <c>threshold</c>·max|L|, X₀ those whose replacement
/// changes the target's score by at most <c>effect</c> (Nguyen, Martínez, 2020, over single pixels: <c>side=1</c>, which costs a pass a
/// pixel; Quantus compares positions in a list instead of relevances, so that its count is another quantity). Cells at
/// the right and lower border are cut.</remarks>
[Named("non-sensitivity")]
[Paper("Nguyen, Martínez: On Quantitative Aspects of Model Interpretability, 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[Work($"{CurveWork.Regions} + 1")]
[SharesWork(AmongMethods = true)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.Empty)]
internal sealed record NonSensitivity(
    [InRange(1, 10_000)][About("The side of a cell in pixels.")] int Side = 8,
    [InRange(0, 1)][About("The share of the largest magnitude up to which a relevance counts as zero.")] double Threshold = 1e-5,
    [InRange(0, 1e6)][About("The change of the score up to which an effect counts as zero.")] double Effect = 1e-5,
    [About("What replaces a cell, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability)
    : IMetric
{
    private sealed record Key(int Side, PixelFill Fill);

    private sealed record CellsKey(int Side);

    private static readonly ScoreInfo[] Info = [new("share", Direction.Lower, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var map = context.Map.Values;
        if (!SpanMath.AreFinite(map))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        double largest = SpanMath.LargestMagnitude(map);
        if (largest == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var cells = context.ShareForImage(
            new CellsKey(Side), () => Squares.Of(context.Map.Height, context.Map.Width, Side));
        var outputs = context.ShareForImage(new Key(Side, Fill), () =>
        {
            var fill = PixelFills.For(context, Fill);
            return ChangedImages.Outputs(
                context.Model, context.Image, context.Target, cells.Length, (i, image) => ChangedImages.Replace(image, cells[i], fill));
        });
        var (whole, scores) = (context.Output.Of(Score, context.Target), outputs.Of(Score));
        if (!double.IsFinite(whole) || !scores.All(double.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        var wrong = 0;
        for (var i = 0; i < cells.Length; i++)
            wrong += IsSmall(map, cells[i], Threshold * largest) != (Math.Abs(whole - scores[i]) <= Effect) ? 1 : 0;
        return MetricResult.Of(ScoreValue.Ok("share", (double)wrong / cells.Length));
    }

    private static bool IsSmall(float[] map, int[] cell, double threshold)
    {
        foreach (var pixel in cell)
            if (!(Math.Abs((double)map[pixel]) <= threshold))
                return false;
        return true;
    }
}
