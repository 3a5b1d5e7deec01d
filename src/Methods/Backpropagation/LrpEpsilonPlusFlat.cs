using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Layer-wise relevance propagation, flat at the first layer, z⁺ at other convolutions, ε at matrix products; C×H×W
/// (Lapuschkin et al., 2019).</summary>
/// <remarks>Starts with the logit of the target. Flat spreads relevance evenly over the inputs of a unit, independent of their
/// values.</remarks>
/// <param name="Epsilon">ε of the matrix products.</param>
[Named("lrp-epsilon-plus-flat")]
[Paper("Lapuschkin, Wäldchen, Binder, Montavon, Samek, Müller: Unmasking Clever Hans Predictors, Nature Communications", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record LrpEpsilonPlusFlat(
    [InRange(0, 1e6), About(OptionText.Epsilon)] double Epsilon = 1e-6)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromScore(model, batch.Values, targets, Composites.EpsilonPlusFlat(Epsilon)).Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => RelevanceGraph.FromScore(graph, Composites.EpsilonPlusFlat(Epsilon));
}
