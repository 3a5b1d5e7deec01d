using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>SmoothGrad: (1/n) Σ_i ∂S_c/∂x at x + ε_i, ε_i ~ N(0, σ²), σ = noise · (max x − min x);
/// C×H×W (Smilkov et al., 2017).</summary>
/// <param name="Samples">The number n of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image over all its channels.</param>
[Named("smoothgrad")]
[Paper("Smilkov, Thorat, Kim, Viégas, Wattenberg: SmoothGrad, arXiv:1706.03825", 2017)]
[Needs(Needs.Gradient)]
[Randomized]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("samples", "samples")]
internal sealed record SmoothGrad(
    [InRange(1, 100_000), About("Noisy copies of the image whose gradients are averaged.")] int Samples = 50,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.15)
    : IGraphMethod, INoisyGradientMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        NoisyGradients.Explain(this, model, batch, targets);

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => SampleLoop.GradientSum(
        graph, [.. Enumerable.Repeat(1.0 / Samples, Samples)], StoredDraws.Copies(graph, Samples, Noise)).ToFloat();

    Attribution INoisyGradientMethod.Explain(IModel model, Subject subject, Expansion.Draw noise)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / Samples, Samples)];
        var mean = Expansion.GradientSum(model, subject, weights, GaussianNoise.Copies(subject, noise));
        return subject.AtInput(mean, ChannelReduction.MaxAbsolute);
    }
}
