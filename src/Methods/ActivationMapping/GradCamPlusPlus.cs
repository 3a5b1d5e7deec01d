using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Grad-CAM++: ReLU(Σ_k w_k A_k), w_k = Σ_ij α_kij ReLU(g_kij), g = ∂S_c/∂A; h×w at the layer (Chattopadhyay et al.,
/// 2018).</summary>
/// <remarks>α_kij = g² / (2g² + g³ Σ_ab A_kab), the second and third derivatives of Y = exp(S_c) of a network that is piecewise linear
/// above the layer; 0 where g or the denominator is 0. The factor exp(S_c) cancels in α and is left out of w, where it would only scale
/// the map. No epsilon by default: in the denominator it is not small against g².</remarks>
/// <param name="Epsilon">What is added to the denominator of α.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("grad-cam++")]
[Paper("Chattopadhyay, Sarkar, Howlader, Balasubramanian: Grad-CAM++, WACV", 2018)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
[Dialect("pytorch-grad-cam", "epsilon=1e-6")]
internal sealed record GradCamPlusPlus(
    [InRange(0, 1), About("What is added to the denominator of a position's coefficient.")] double Epsilon = 0,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
            layer.Combine(activation, Weights(layer, activation, gradient), relu: true));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Gradients(graph, Layer, (a, g) =>
    {
        var second = g * g;
        return Map(a, g, second, second * g, Epsilon);
    });

    /// <summary>The map of a layer inside a graph.</summary>
    /// <param name="a">A, N×K×h×w of 64 bits.</param>
    /// <param name="first">The first derivative, g.</param>
    /// <param name="second">The second derivative, g².</param>
    /// <param name="third">The third derivative, g³.</param>
    /// <param name="epsilon">What is added to the denominator of α.</param>
    internal static Value Map(Value a, Value first, Value second, Value third, double epsilon)
    {
        var denominator = second + second + third * LayerGraph.Places(a) + first.Number(epsilon);
        return LayerGraph.Combine(a, LayerGraph.Places(second.OverOrZero(denominator) * first.Positive()), relu: true);
    }

    /// <summary>α of a position; 0 where it is not defined.</summary>
    /// <param name="second">The second derivative, g².</param>
    /// <param name="third">The third derivative, g³.</param>
    /// <param name="total">Σ_ab A_kab of the channel.</param>
    /// <param name="epsilon">What is added to the denominator.</param>
    internal static double Alpha(double second, double third, double total, double epsilon)
    {
        var denominator = 2 * second + third * total + epsilon;
        return second == 0 || denominator == 0 ? 0 : second / denominator;
    }

    private double[] Weights(SpatialLayer layer, ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient)
    {
        var (weights, totals) = (new double[layer.Channels], layer.Sums(activation));
        for (var k = 0; k < weights.Length; k++)
            foreach (double g in gradient.Slice(k * layer.Plane, layer.Plane))
                weights[k] += Alpha(g * g, g * g * g, totals[k], Epsilon) * Math.Max(g, 0);
        return weights;
    }
}
