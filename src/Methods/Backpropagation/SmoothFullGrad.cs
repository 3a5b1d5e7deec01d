using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Smooth-FullGrad: FullGrad of the mean full gradient over noisy copies x + ε, ε ~ N(0, σ²), σ = noise · (max x − min x):
/// the parts x ⊙ ∂S_c/∂x and b ⊙ ∂S_c/∂z are averaged with their signs before ψ; H×W (Srinivas and Fleuret, 2019, authors'
/// code).</summary>
/// <param name="Samples">The number of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image.</param>
/// <param name="Rescale">Whether ψ rescales every part to [0, 1].</param>
/// <param name="AlignCorners">Whether layers are enlarged corner to corner.</param>
[Named("smooth-fullgrad")]
[Paper("Srinivas, Fleuret: Full-Gradient Representation for Neural Network Visualization, NeurIPS", 2019)]
[Needs(Needs.Gradient)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative)]
[Passes("samples", "samples")]
[Dialect("authors", "align-corners=true")]
internal sealed record SmoothFullGrad(
    [InRange(1, 100_000), About("Noisy copies of the image whose full gradients are averaged.")] int Samples = 25,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.15,
    [About(OptionText.FullGradRescale)] bool Rescale = true,
    [About(OptionText.FullGradCorners)] bool AlignCorners = false)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var full = new FullGradParts(model);
        return batch.PerImage(targets, subject =>
        {
            var noise = GaussianNoise.Of(subject.Seed, GaussianNoise.Sigma(subject.Image, Noise));
            var parts = full.Zeros();
            Expansion.ForEach(subject.Size, Samples, GaussianNoise.Copies(subject, noise), (_, copies) =>
            {
                var seed = ModelExtensions.OneHot([.. Enumerable.Repeat(subject.Target, copies.BatchSize)], model.ClassCount);
                var gradients = model.Gradient(copies, seed, full.Tensors, RuleSet.Standard).Gradients;
                for (var s = 0; s < copies.BatchSize; s++)
                    full.Add(parts, 1.0 / Samples, copies.Item(s), gradients, s);
            });
            return new Attribution(full.Map(parts, Rescale, AlignCorners));
        });
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var full = new FullGradParts(graph.Model);
        var copies = StoredDraws.Copies(graph, Samples, Noise);
        var parts = SampleLoop.Sums(graph, Samples, full.Tensors, (inner, sample) =>
        {
            var noisy = inner.At(copies(inner, sample));
            var gradients = noisy.Gradient(noisy.Targets, full.Tensors, RuleSet.Standard).Gradients;
            return [.. full.Parts(noisy, gradients).Select(part => part / part.Number(Samples))];
        });
        return full.Map(parts, Rescale, AlignCorners);
    }
}
