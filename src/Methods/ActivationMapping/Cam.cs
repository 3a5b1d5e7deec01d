using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>CAM: Σ_k w_k A_k, w_k the weight with which the mean of channel k counts for the class; h×w at the layer, signed
/// (Zhou et al., 2016).</summary>
/// <remarks>Only for networks that end in a mean over all places and linear layers: there w_k = Σ_ij ∂S_c/∂A_kij exactly. No bias,
/// no ReLU: the mean of the map is S_c less its bias.</remarks>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("cam")]
[Paper("Zhou, Khosla, Lapedriza, Oliva, Torralba: Learning Deep Features for Discriminative Localization, CVPR", 2016)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record Cam([About(OptionText.Layer)] string? Layer = null) : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">More than a mean over all places and linear layers follows the layer.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        Require(model);
        return LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            layer.Combine(activation, layer.Sums(gradient), relu: false));
    }

    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">More than a mean over all places and linear layers follows the layer.</exception>
    public Value Build(ExplanationGraph graph)
    {
        Require(graph.Model);
        return LayerGraph.Gradients(graph, Layer, (a, g) => LayerGraph.Combine(a, LayerGraph.Places(g), relu: false));
    }

    private void Require(IModel model)
    {
        foreach (var layer in LayerPass.Layers(model, Layer))
            if (!model.Network.Landmarks.PooledHead.Contains(layer.Name))
                throw new NotApplicableException("no-pooled-head", Refusal(layer.Name, model.Network.Landmarks.PooledHead));
    }

    private static string Refusal(string layer, IReadOnlyList<string> pooled) =>
        $"cam: after '{layer}' the network does more than take the mean over all places and apply linear layers, "
        + (pooled.Count == 0
            ? "so it has no class activation map of its own; grad-cam and its relatives apply to any network."
            : $"so it has no class activation map there, but at {string.Join(", ", pooled)}: name it with layer=TENSOR.");
}
