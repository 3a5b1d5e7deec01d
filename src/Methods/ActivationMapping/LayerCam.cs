using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>LayerCAM: ReLU(Σ_k ReLU(∂S_c/∂A_k) ⊙ A_k), h×w at the layer, never negative (Jiang et al., 2021).</summary>
/// <remarks>Several layers are fused as in the paper: the largest value of their maps at every place, each map divided by its maximum, and
/// those of shallow layers then raised by tanh(γ · map). Shallow is every layer larger than the smallest.</remarks>
/// <param name="Gamma">γ, for the shallow ones of several layers.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("layer-cam")]
[Paper("Jiang, Zhang, Hou, Cheng, Wei: LayerCAM, IEEE TIP", 2021)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record LayerCam(
    [InRange(0.01, 100), About("How much weak evidence in shallow layers is raised, where several layers are fused.")] double Gamma = 2,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) => LayerPass.Gradients(
        model, batch, targets, Layer,
        (layer, activation, gradient) => ChannelSum.Of(layer, activation, gradient, (a, g) => Math.Max(g, 0) * a, relu: true),
        maps => LayerFusion.Maximum(maps, Gamma));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Gradients(
        graph, Layer, (a, g) => LayerGraph.Total(g.Positive() * a, relu: true), maps => FusionGraph.Maximum(maps, Gamma));
}
