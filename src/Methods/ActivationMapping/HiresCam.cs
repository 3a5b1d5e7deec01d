using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>HiResCAM: Σ_k ∂S_c/∂A_k ⊙ A_k, h×w at the layer, signed (Draelos and Carin, 2020).</summary>
/// <remarks>Where only a linear layer follows A, the map sums to S_c less its bias.</remarks>
/// <param name="Relu">Whether negative evidence is cut to 0; not so in the paper.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("hires-cam")]
[Paper("Draelos, Carin: Use HiResCAM instead of Grad-CAM, arXiv:2011.08891", 2020)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
[Dialect("pytorch-grad-cam", "relu=true")]
internal sealed record HiresCam(
    [About("Whether negative evidence is cut to 0.")] bool Relu = false,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            ChannelSum.Of(layer, activation, gradient, (a, g) => g * a, Relu));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Gradients(graph, Layer, (a, g) => LayerGraph.Total(g * a, Relu));
}
