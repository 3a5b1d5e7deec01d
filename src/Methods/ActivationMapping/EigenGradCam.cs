using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Eigen-Grad-CAM: Eigen-CAM of ∂S_c/∂A ⊙ A instead of A; h×w at the layer, signed (pytorch-grad-cam, 2021).</summary>
/// <remarks>Known from a library, not from a paper; signs as in Eigen-CAM.</remarks>
/// <param name="Center">Whether every channel's mean is subtracted first.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("eigen-grad-cam")]
[Paper("Gildenblat and contributors: PyTorch library for CAM methods, GitHub", 2021)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("1", "1")]
[Dialect("pytorch-grad-cam", "center=true")]
internal sealed record EigenGradCam(
    [About("Whether the mean of every channel is subtracted first.")] bool Center = false,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (layer, activation, gradient) =>
        {
            var product = new float[activation.Length];
            SpanMath.Multiply(activation, gradient, product);
            return PrincipalMap.Of(layer, product, Center);
        });
}
