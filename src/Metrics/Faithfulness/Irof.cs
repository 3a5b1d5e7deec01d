using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Iterative removal of features: the area over the target's probability while superpixels are taken away, the most salient first;
/// higher is better.</summary>
/// <remarks>
/// The image is taken apart by SLIC into about <c>segments</c> superpixels; in the order of the mean of the map over them (of equal ones
/// the one that begins first, row by row) they are replaced, one after the other. With r_k = p(after k of K)/p(image), r_0 = 1:
/// irof = 1 − (Σ_{k=0…K} r_k − r_0/2 − r_K/2)/K, at most 1, below 0 where removal raises the probability (Rieger and Hansen,
/// 2020). Replacement by each channel's mean of the image. Constant maps have no order: <c>degenerate:constant</c>.
/// <para><c>@quantus</c>: the curve begins after the first removal, r_1…r_K, and the area stays in numbers of segments:
/// K − (Σ r_k − r_1/2 − r_K/2), which grows with the number of segments found, so that images weigh differently in a mean, and an
/// explanation that changes nothing gets 1 instead of 0. In batches that tool also pads shorter curves with zeros; not reproduced.
/// Its superpixels are scikit-image's SLIC, whose default of 100 and compactness of 10 are ours too; ours are those of the surrogate
/// methods, on the normalised image.</para>
/// </remarks>
[Named("irof")]
[Paper("Rieger, Hansen: IROF, a low resource evaluation metric for explanation methods, ICLR 2020 Workshop AI for Affordable Healthcare",
    2020)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("4 * segments + 1", AtMost = "1")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:one-segment", "the image is a single superpixel")]
[NoNumberWhere(CommonState.ProbabilityZero)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "irof", "degenerate:constant")]
[Dialect("quantus", "origin=false,normalize=false")]
internal sealed record Irof(
    [InRange(2, 100_000)][About("About how many superpixels; one forward pass each.")] int Segments = 100,
    [About("What replaces a superpixel, in normalised input space.")] PixelFill Fill = PixelFill.Mean,
    [About("Whether the curve begins with the whole image.")] bool Origin = true,
    [About("Whether the area is divided by the number of superpixels.")] bool Normalize = true)
    : IMetric
{
    private const double Compactness = 10;

    private sealed record CurveKey(int Segments, PixelFill Fill);

    private sealed record SegmentsKey(int Segments);

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [new("irof", Direction.Higher, double.NegativeInfinity, Normalize ? 1 : double.PositiveInfinity)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => context.Map.State is { IsOk: false } state
        ? MetricResult.Without(this, state)
        : Result(context.Share(new CurveKey(Segments, Fill), () =>
            Ratios(context, context.ShareForImage(
                new SegmentsKey(Segments), () => Slic.Segment(context.Image.Values, context.Model.Input, Segments, Compactness)))));

    /// <summary>Scores with superpixels that are given.</summary>
    public MetricResult Evaluate(IMetricContext context, Segments segments) => context.Map.State is { IsOk: false } state
        ? MetricResult.Without(this, state)
        : Result(Ratios(context, segments));

    private MetricResult Result(double[] ratios)
    {
        var segments = ratios.Length - 1;
        if (segments < 2)
            return MetricResult.Without(this, CellState.Undefined("one-segment"));
        if (ratios[0] == 0)
            return MetricResult.Without(this, CellState.Undefined("probability-zero"));
        if (!ratios.All(double.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        var curve = Origin ? ratios : ratios[1..];
        var under = EvenCurve.Area(curve) * (curve.Length - 1);
        return new MetricResult(
            [ScoreValue.Ok("irof", (segments - under) / (Normalize ? segments : 1))],
            [new Curve("irof", EvenCurve.Positions(ratios.Length), ratios)]);
    }

    // r_0…r_K; r_0 is 0 where there is nothing to divide by.
    private double[] Ratios(IMetricContext context, Segments segments)
    {
        var means = new double[segments.Count];
        var counts = new int[segments.Count];
        for (var i = 0; i < segments.Labels.Length; i++)
        {
            means[segments.Labels[i]] += context.Map.Values[i];
            counts[segments.Labels[i]]++;
        }
        int[] order = [.. Enumerable.Range(0, segments.Count).OrderByDescending(s => means[s] / counts[s])];
        var kept = Enumerable.Repeat(true, segments.Count).ToArray();
        var fill = PixelFills.For(context, Fill).Values;
        var outputs = PaintedImages.Outputs(context.Model, segments.Count + 1, context.Target, (k, image) =>
        {
            if (k > 0)
                kept[order[k - 1]] = false;
            segments.Compose(kept, context.Image.Values, fill, image);
        });
        double whole = outputs[0].Probability;
        return [.. outputs.Select(o => whole == 0 ? 0 : o.Probability / whole)];
    }
}
