using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Grad-CAM++: ReLU(Σ_k w_k A_k), w_k = Σ_ij α_kij ReLU(g_kij), g = ∂S_c/∂A; h×w at the layer (Chattopadhyay et al., 2018).</summary>
/// <remarks>α_kij = g² / (2g² + g³ Σ_ab A_kab), the second and third derivatives of Y = exp(S_c) of a network that is piecewise linear
/// above the layer; computed as 1 / (2 + g Σ_ab A_kab), and 0 where g or the denominator is 0. The factor exp(S_c) cancels in α
/// and is left out of w, where it would only scale the map. No epsilon: in the denominator it would not be small against g².</remarks>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("grad-cam++")]
[Paper("Chattopadhyay, Sarkar, Howlader, Balasubramanian: Grad-CAM++, WACV", 2018)]
[Needs(Needs.Gradient | Needs.Layer)]
public sealed record GradCamPlusPlus(
    [About("The ONNX tensor to look at, channels × height × width; by default the last spatial one.")] string? Layer = null)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var layer = SpatialLayer.Of(model, Layer);
        var pass = model.Gradient(batch.Values, targets, layer.Name);
        return [.. Enumerable.Range(0, batch.Count).Select(i =>
        {
            var activation = pass.Values[0].Item(i);
            return new Attribution(layer.Combine(activation, Weights(layer, activation, pass.Gradients[0].Item(i)), relu: true));
        })];
    }

    private static double[] Weights(SpatialLayer layer, ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient)
    {
        var weights = new double[layer.Channels];
        for (var k = 0; k < weights.Length; k++)
        {
            var total = 0.0;
            foreach (var a in activation.Slice(k * layer.Plane, layer.Plane))
                total += a;
            foreach (var g in gradient.Slice(k * layer.Plane, layer.Plane))
            {
                var denominator = 2 + g * total;
                // Only positive gradients count (the ReLU), so a gradient of 0 needs no care of its own. The opposite test would lose a NaN.
                if (!(g <= 0) && denominator != 0)
                    weights[k] += g / denominator;
            }
        }
        return weights;
    }
}
