using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Contrastive excitation back-propagation: the pass of the target's unit minus that of the unit against it; C×H×W at the input,
/// Σ_k at a layer h×w; signed (Zhang et al., 2016).</summary>
/// <remarks>The unit against the class is the last layer with the signs of its weights turned. The passes are linear in what arrives, so it
/// makes no difference at which layer one is subtracted from the other.</remarks>
/// <param name="Layer">Where the walk ends.</param>
/// <param name="Bias">Whether positive biases take a share of the probability.</param>
/// <param name="SignedSums">Whether the parts of a sum share by the signed sum.</param>
[Named("contrastive-excitation-backprop")]
[Paper("Zhang, Lin, Brandt, Shen, Sclaroff: Top-down Neural Attention by Excitation Backprop, ECCV", 2016)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Layer)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("2", "2")]
internal sealed record ContrastiveExcitationBackprop(
    [About(OptionText.StopLayer)] string? Layer = "input",
    [About(OptionText.BiasShare)] bool Bias = false,
    [About(OptionText.SignedSums)] bool SignedSums = false)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var start = ModelExtensions.OneHot(targets, model.ClassCount);
        return RelevanceLayers.Explain(model, Layer, tensors =>
        {
            var relevance = model.Gradient(
                batch.Values, start, tensors, Composites.ExcitationBackprop(Bias, SignedSums)).Gradients;
            var against = model.Gradient(
                batch.Values, start, tensors, Composites.ExcitationBackpropContrast(Bias, SignedSums)).Gradients;
            for (var t = 0; t < tensors.Count; t++)
                for (var i = 0; i < relevance[t].Length; i++)
                    relevance[t].Values[i] -= against[t].Values[i];
            return relevance;
        });
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Stopped(graph, Layer, tensors =>
    [
        .. graph.Gradient(graph.Targets, tensors, Composites.ExcitationBackprop(Bias, SignedSums)).Gradients.Zip(
            graph.Gradient(graph.Targets, tensors, Composites.ExcitationBackpropContrast(Bias, SignedSums)).Gradients,
            (relevance, against) => relevance - against),
    ]);
}
