using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Expected gradients: E[(x − x′) ⊙ ∂S_c/∂x at x′ + α(x − x′)] over baselines x′ and α uniform in [0, 1],
/// C×H×W and signed (Erion et al., 2021).</summary>
/// <remarks>Also known as GradientSHAP. The baselines are the reference images, as published; without any they are made of the image
/// itself, and noise is drawn afresh for every sample. Samples take the baselines in turn, and α is drawn from equal parts of [0, 1], one
/// for each sample of a baseline: the expectation is the same, its error smaller. Completeness: in expectation the values sum to S_c(x) −
/// mean S_c(x′).</remarks>
/// <param name="Samples">The number of samples.</param>
/// <param name="Baseline">The baselines; null for the reference images, or without any for those of the image itself.</param>
[Named("expected-gradients")]
[Paper(
    "Erion, Janizek, Sturmfels, Lundberg, Lee: Improving Performance of Deep Learning Models with Axiomatic Attribution Priors "
    + "and Expected Gradients, Nature Machine Intelligence", 2021)]
[Needs(Needs.Gradient)]
[Randomized]
[UsesReferences]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("samples", "samples")]
internal sealed record ExpectedGradients(
    [InRange(1, 100_000), About("Samples of baseline and position; each costs one gradient.")] int Samples = 200,
    [ListOf(typeof(Baseline))]
    [About("The baselines that are sampled; by default the reference images, or without any darkest+brightest+blur+random: "
        + OptionText.Baselines)]
    string? Baseline = null)
    : IBaselineMethod, IGraphMethod
{
    /// <inheritdoc/>
    string IBaselineMethod.OwnBaselines => "darkest+brightest+blur+random";

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject, ComparedImages.Of(this, subject)));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var baselines = ComparedImagesGraph.Of(this, graph);
        return baselines.Take(Samples).Select((baseline, kind) =>
        {
            float[] places = [.. Enumerable.Range(0, Samples).Where(sample => sample % baselines.Count == kind)
                .Select(sample => Place(sample, baselines.Count, graph.Draws.For(sample)))];
            var points = graph.Builder.Constant(Constant.Of(places, places.Length));
            var sum = SampleLoop.GradientSum(
                graph, [.. Enumerable.Repeat(1.0 / Samples, places.Length)],
                (inner, sample) => SampleLoop.Between(inner, baseline, SampleLoop.At(inner, points, sample)));
            return (graph.Images.Widened() - baseline.Widened()) * sum;
        }).Aggregate((a, b) => a + b).ToFloat();
    }

    private Attribution Explain(IModel model, Subject subject, IReadOnlyList<ComparedImages.Make> baselines)
    {
        // The baselines of the samples of one chunk are needed again when their gradients are there.
        var chunk = new float[Expansion.ChunkSize(subject.Size)][];
        var sum = new double[subject.Image.Length];
        Expansion.ForEachGradient(
            model, subject, Samples,
            (sample, destination) =>
            {
                var (seed, kinds) = (subject.Seed.For(sample), baselines.Count);
                var baseline = baselines[sample % kinds](seed);
                chunk[sample % chunk.Length] = baseline;
                SpanMath.Lerp(baseline, subject.Image, Place(sample, kinds, seed), destination);
            },
            (sample, gradient) =>
            {
                var baseline = chunk[sample % chunk.Length];
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += ((double)subject.Image[i] - baseline[i]) * gradient[i] / Samples;
            });
        return subject.AtInput(sum);
    }

    // Where on the way from its baseline to the image a sample lies, drawn from its part of [0, 1].
    private float Place(int sample, int kinds, Seed seed)
    {
        var (turn, turns) = (sample / kinds, (Samples - sample % kinds + kinds - 1) / kinds);
        return (float)((turn + seed.Random().NextDouble()) / turns);
    }
}
