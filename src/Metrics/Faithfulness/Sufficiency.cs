using VisEval.Core;
using VisEval.Metrics.Shared.Copies;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Faithfulness;

/// <summary>The share of changed copies with a like explanation that the model also puts into the same class; higher is better.</summary>
/// <remarks>Copies of the image under normal noise are explained for the same class; those whose attribution has a cosine similarity of at
/// least <c>similarity</c> to the image's are its neighbours, and the number is the share of neighbours whose top-1 class is the image's:
/// the local form of Dasgupta, Frost, Moshkovitz (ICML 2022), who ask it of all images of a data set. Quantus compares the images of a
/// batch, so that its number depends on which images share a batch, and counts an image without a neighbour as 0. Without a neighbour:
/// <c>undefined:no-neighbours</c>.</remarks>
[Named("sufficiency")]
[Paper("Dasgupta, Frost, Moshkovitz: Framework for Evaluating Faithfulness of Local Explanations, ICML 2022", 2022)]
[NeedsAnnotation(Annotation.None)]
[Work("samples + 1", "samples", Together = "samples")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.Empty)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumber("undefined:no-neighbours", "no copy has an explanation that is alike")]
[KnownScore("random", "share", "the share of changed copies that the model puts into the same class")]
internal sealed record Sufficiency(
    [InRange(1, 100_000)][About("Changed copies; each is explained.")] int Samples = 10,
    [InRange(0, 1000)][About("Standard deviation of the noise in normalised input space.")] double Noise = 0.5,
    [InRange(-1, 1)][About("The cosine similarity from which on explanations are alike.")] double Similarity = 0.6)
    : IMetric
{
    private sealed record CopiesKey(int Samples, double Noise);

    private sealed record ClassesKey(int Samples, double Noise);

    private static readonly ScoreInfo[] Info = [new("share", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var own = context.Attribution.Values.Values;
        if (!SpanMath.AreFinite(own))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        if (SpanMath.LargestMagnitude(own) == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        List<Attribution> explanations =
            [.. Copies(context).SelectMany(copies => context.Explain(copies, context.Target, ModelVariant.Trained))];
        var classes = context.ShareForImage(
            new ClassesKey(Samples, Noise), () => Copies(context).SelectMany(copies => Outputs(context, copies)).ToArray());
        var top1 = TargetOutput.Of(context.Output, 0, context.Target);
        if (!top1.IsFinite || !classes.All(c => c.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        var neighbours = Enumerable.Range(0, Samples).Where(i => Cosine(own, explanations[i].Values.Values) >= Similarity).ToList();
        return neighbours.Count == 0
            ? MetricResult.Without(this, CellState.Undefined("no-neighbours"))
            : MetricResult.Of(ScoreValue.Ok("share", neighbours.Average(i => classes[i].Top1 == top1.Top1 ? 1.0 : 0)));
    }

    private IEnumerable<Tensor> Copies(IMetricContext context)
    {
        var seed = context.SharedSeed.For("sufficiency");
        return CopyBatches.Of(context, new CopiesKey(Samples, Noise), Samples, (index, copy) =>
        {
            var random = seed.For(index).Random();
            for (var p = 0; p < copy.Length; p++)
                copy[p] = context.Image.Values[p] + (float)(Noise * random.NextGaussian());
        });
    }

    private static IEnumerable<TargetOutput> Outputs(IMetricContext context, Tensor copies)
    {
        var scores = context.Model.Predict(copies);
        return Enumerable.Range(0, scores.Count).Select(i => TargetOutput.Of(scores, i, context.Target));
    }

    // NaN, which is no neighbour, where the other is zero or not finite.
    private static double Cosine(float[] a, float[] b)
    {
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            left += (double)a[i] * a[i];
            right += (double)b[i] * b[i];
        }
        return product / Math.Sqrt(left) / Math.Sqrt(right);
    }
}
