using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Relevance-CAM: Σ_k w_k A_k, w_k = Σ_ij R_k,ij, R the contrastive relevance that arrives at the layer; h×w, signed
/// (Lee et al., 2021).</summary>
/// <remarks>Relevance starts with 1 at the target and −1/(C − 1) at every other class (the paper's common factor S_c would turn the map
/// of a negative logit over) and follows z⁺ without biases, as it does in deep Taylor decomposition.</remarks>
/// <param name="Relu">Whether negative values of the map become 0.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("relevance-cam")]
[Paper("Lee, Kim, Park, Eo, Hwang: Relevance-CAM: Your Model Already Knows Where to Look, CVPR", 2021)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record RelevanceCam(
    [About("Whether negative values of the map become 0.")] bool Relu = false,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) => LayerPass.Relevance(
        model, batch, AgainstOthers(targets, model.ClassCount), Layer, Composites.DeepTaylor(null, null),
        (layer, activation, relevance) => layer.Combine(activation, layer.Sums(relevance), Relu));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Relevance(
        graph, graph.Start(1, -1f / (graph.Model.ClassCount - 1)), Layer, Composites.DeepTaylor(null, null),
        (a, r) => LayerGraph.Combine(a, LayerGraph.Places(r), Relu));

    private static Tensor AgainstOthers(IReadOnlyList<int> targets, int classes)
    {
        var start = Tensor.Zeros(targets.Count, classes);
        for (var i = 0; i < targets.Count; i++)
        {
            start.Item(i).Fill(-1f / (classes - 1));
            start.Item(i)[targets[i]] = 1;
        }
        return start;
    }
}
