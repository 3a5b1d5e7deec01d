using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Excitation back-propagation: the probability that a winner-takes-all walk from S_c ends at a unit, z⁺ without biases at every
/// layer; C×H×W at the input, Σ_k at a layer h×w; not negative, Σ = 1 (Zhang et al., 2016).</summary>
/// <remarks>Starts with 1 at the target. The sum falls short of 1 by what meets a unit that nothing raises. The paper shows the map of a
/// middle layer.</remarks>
/// <param name="Layer">Where the walk ends.</param>
/// <param name="Bias">Whether positive biases take a share of the probability.</param>
/// <param name="SignedSums">Whether the parts of a sum share by the signed sum.</param>
[Named("excitation-backprop")]
[Paper("Zhang, Lin, Brandt, Shen, Sclaroff: Top-down Neural Attention by Excitation Backprop, ECCV", 2016)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Layer)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("1", "1")]
[Dialect("torchray", "signed-sums=true")]
[Dialect("zennit", "bias=true,signed-sums=true")]
internal sealed record ExcitationBackprop(
    [About(OptionText.StopLayer)] string? Layer = "input",
    [About(OptionText.BiasShare)] bool Bias = false,
    [About(OptionText.SignedSums)] bool SignedSums = false)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevanceLayers.Explain(model, Layer, tensors => model.Gradient(
            batch.Values, ModelExtensions.OneHot(targets, model.ClassCount), tensors,
            Composites.ExcitationBackprop(Bias, SignedSums)).Gradients);

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Stopped(graph, Layer, tensors =>
        graph.Gradient(graph.Targets, tensors, Composites.ExcitationBackprop(Bias, SignedSums)).Gradients);
}
