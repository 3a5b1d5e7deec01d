using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Axioms;

/// <summary>The share of square cells in which relevance and effect do not agree: one is zero and the other not; lower is better.</summary>
/// <remarks>|A₀ △ X₀| / cells, A₀ the cells where no magnitude exceeds <c>threshold</c>·max|L|, X₀ those whose replacement changes the target's score by at most
/// <c>effect</c> (Nguyen, Martínez, 2020, over single pixels: <c>side=1</c>, which costs a pass a pixel; Quantus compares positions in a list instead of relevances, so that its count is another
/// quantity). Cells at
/// the right and lower border are cut.</remarks>
[Named("non-sensitivity")]
[Paper("Nguyen, Martínez: On Quantitative Aspects of Model Interpretability, 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[NoNumber("degenerate:empty", "the map is zero everywhere")]
public sealed record NonSensitivity(
    [InRange(1, 10_000)][About("The side of a cell in pixels.")] int Side = 8,
    [InRange(0, 1)][About("The share of the largest magnitude up to which a relevance counts as zero.")] double Threshold = 1e-5,
    [InRange(0, 1e6)][About("The change of the score up to which an effect counts as zero.")] double Effect = 1e-5,
    [About("What replaces a cell, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability)
    : IMetric
{
    private sealed record Key(int Side, PixelFill Fill);

    private sealed record CellsKey(int Side);

    private static readonly ScoreInfo[] Info = [new("share", Direction.Lower, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context)
    {
        var map = context.Map.Values;
        if (!SpanMath.AreFinite(map))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        double largest = SpanMath.LargestMagnitude(map);
        if (largest == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var cells = context.ShareForImage(new CellsKey(Side), () => Cells(context.Map.Height, context.Map.Width));
        var outputs = context.ShareForImage(new Key(Side, Fill), () =>
        {
            var fill = Shared.Fill.For(context, Fill);
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

    private int[][] Cells(int height, int width) =>
    [
        .. Enumerable.Range(0, height * width).GroupBy(i => (i / width / Side, i % width / Side)).Select(g => g.ToArray()),
    ];
}
