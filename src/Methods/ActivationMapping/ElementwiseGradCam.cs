using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Element-wise Grad-CAM: Σ_k ReLU(∂S_c/∂A_k ⊙ A_k), h×w at the layer, never negative (pytorch-grad-cam, 2021).</summary>
/// <remarks>Known from a library, not from a paper. Where A has no negative values it is LayerCAM.</remarks>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("elementwise-grad-cam")]
[Paper("Gildenblat and contributors: PyTorch library for CAM methods, GitHub", 2021)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record ElementwiseGradCam([About(OptionText.Layer)] string? Layer = null) : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            ChannelSum.Of(layer, activation, gradient, (a, g) => Math.Max(g * a, 0), relu: false));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        LayerGraph.Gradients(graph, Layer, (a, g) => LayerGraph.Total((g * a).Positive(), relu: false));
}
