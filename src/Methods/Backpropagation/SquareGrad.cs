using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>SquareGrad, SmoothGrad²: (1/n) Σ_i (∂S_c/∂x)² at x + ε_i, ε_i ~ N(0, σ²), σ = noise · (max x − min x); C×H×W,
/// not negative (Hooker et al., 2019).</summary>
/// <param name="Samples">The number n of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image over all its channels.</param>
[Named("squaregrad")]
[Paper("Hooker, Erhan, Kindermans, Kim: A Benchmark for Interpretability Methods in Deep Neural Networks, NeurIPS", 2019)]
[Needs(Needs.Gradient)]
[Randomized]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("samples", "samples")]
internal sealed record SquareGrad(
    [InRange(1, 100_000), About("Noisy copies of the image whose squared gradients are averaged.")] int Samples = 50,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.15)
    : IGraphMethod, INoisyGradientMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        NoisyGradients.Explain(this, model, batch, targets);

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var (mean, variance) = SampleLoop.Moments(graph, Samples, StoredDraws.Copies(graph, Samples, Noise));
        return (mean * mean + variance).ToFloat();
    }

    Attribution INoisyGradientMethod.Explain(IModel model, Subject subject, Expansion.Draw noise)
    {
        var (mean, variance) = NoisyGradients.Moments(model, subject, Samples, noise);
        return subject.AtInput([.. mean.Zip(variance, (m, v) => m * m + v)]);
    }
}
