using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Layer-wise relevance propagation, z^B at the first convolution, γ at the others, ε at matrix products; C×H×W (Montavon
/// et al., 2019).</summary>
/// <remarks>Starts with the logit of the target.</remarks>
/// <param name="Gamma">γ: how much more contributions count that have the sign of the pre-activation.</param>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
/// <param name="Epsilon">ε of the matrix products.</param>
[Named("lrp-epsilon-gamma-box")]
[Paper("Montavon, Binder, Lapuschkin, Samek, Müller: Layer-Wise Relevance Propagation: An Overview, Explainable AI", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record LrpEpsilonGammaBox(
    [InRange(0, 1e6), About("How much more contributions count that have the sign of the pre-activation.")] double Gamma = 0.25,
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null,
    [InRange(0, 1e6), About(OptionText.Epsilon)] double Epsilon = 1e-6)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromScore(model, batch.Values, targets, Composites.EpsilonGammaBox(Epsilon, Gamma, Low, High)).Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        RelevanceGraph.FromScore(graph, Composites.EpsilonGammaBox(Epsilon, Gamma, Low, High));
}
