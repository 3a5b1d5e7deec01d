using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Grad-CAM: ReLU(Σ_k w_k A_k), w_k = (1/hw) Σ_ij ∂S_c/∂A_kij; h×w at the layer (Selvaraju et al., 2017).</summary>
/// <param name="Relu">Whether negative evidence is cut to 0, as in the paper.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("grad-cam")]
[Paper("Selvaraju et al.: Grad-CAM, ICCV", 2017)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
[Dialect("captum", "relu=false")]
internal sealed record GradCam(
    [About("Whether negative evidence is cut to 0.")] bool Relu = true,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            layer.Combine(activation, Array.ConvertAll(layer.Sums(gradient), sum => sum / layer.Plane), Relu));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        LayerGraph.Gradients(graph, Layer, (a, g) => LayerGraph.Combine(a, g.Mean(keep: true, 2, 3), Relu));
}
