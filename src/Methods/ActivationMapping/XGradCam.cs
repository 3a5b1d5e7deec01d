using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>XGrad-CAM: ReLU(Σ_k w_k A_k), w_k = Σ_ij (A_kij / Σ_ab A_kab) ∂S_c/∂A_kij; h×w at the layer
/// (Fu et al., 2020).</summary>
/// <remarks>Without ReLU the map sums to Σ A ⊙ ∂S_c/∂A. A channel that sums to 0 has the weight 0, where pytorch-grad-cam adds 1e-7
/// to the sum.</remarks>
/// <param name="Relu">Whether negative evidence is cut to 0, as in the paper.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("xgrad-cam")]
[Paper("Fu, Hu, Dong, Guo, Gao, Li: Axiom-based Grad-CAM, BMVC", 2020)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record XGradCam(
    [About("Whether negative evidence is cut to 0.")] bool Relu = true,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            layer.Combine(activation, Weights(layer, activation, gradient), Relu));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Gradients(graph, Layer, (a, g) =>
        LayerGraph.Combine(a, LayerGraph.Places(a * g).OverOrZero(LayerGraph.Places(a)), Relu));

    private static double[] Weights(SpatialLayer layer, ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient)
    {
        var (weights, totals) = (new double[layer.Channels], layer.Sums(activation));
        for (var k = 0; k < weights.Length; k++)
        {
            var product = 0.0;
            for (var i = k * layer.Plane; i < (k + 1) * layer.Plane; i++)
                product += (double)activation[i] * gradient[i];
            weights[k] = totals[k] == 0 ? 0 : product / totals[k];
        }
        return weights;
    }
}
