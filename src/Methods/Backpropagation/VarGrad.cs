using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>VarGrad: the variance over i of ∂S_c/∂x at x + ε_i, ε_i ~ N(0, σ²), σ = noise · (max x − min x); C×H×W, not
/// negative (Adebayo et al., 2018).</summary>
/// <remarks>The population variance, divided by n. Where the network is linear around the image it is 0.</remarks>
/// <param name="Samples">The number n of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image over all its channels.</param>
[Named("vargrad")]
[Paper(
    "Adebayo, Gilmer, Goodfellow, Kim: Local Explanation Methods for Deep Neural Networks Lack Sensitivity to Parameter Values, "
    + "ICLR Workshop", 2018)]
[Needs(Needs.Gradient)]
[Randomized]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("samples", "samples")]
internal sealed record VarGrad(
    [InRange(1, 100_000), About("Noisy copies of the image over which the gradients vary.")] int Samples = 50,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.15)
    : IGraphMethod, INoisyGradientMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        NoisyGradients.Explain(this, model, batch, targets);

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        SampleLoop.Moments(graph, Samples, StoredDraws.Copies(graph, Samples, Noise)).Variance.ToFloat();

    Attribution INoisyGradientMethod.Explain(IModel model, Subject subject, Expansion.Draw noise) =>
        subject.AtInput(NoisyGradients.Moments(model, subject, Samples, noise).Variance);
}
