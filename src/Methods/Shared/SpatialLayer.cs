using VisEval.Core;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.Shared;

/// <summary>A tensor of a network that has channels and a place for every value: K×h×w an image.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Channels">K.</param>
/// <param name="Height">h.</param>
/// <param name="Width">w.</param>
internal sealed record SpatialLayer(string Name, int Channels, int Height, int Width)
{
    /// <summary>The number of positions, h·w.</summary>
    public int Plane => Height * Width;

    /// <summary>The layer a class activation method works on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensor">The tensor the user named, or null for the model's own <see cref="IModel.CamTensor"/>.</param>
    /// <exception cref="InputException">There is no such tensor, or it is not K×h×w.</exception>
    public static SpatialLayer Of(IModel model, string? tensor)
    {
        var name = string.IsNullOrEmpty(tensor) ? model.CamTensor : tensor;
        var shape = model.ShapeOf(name);
        if (shape.Count != 3)
            throw new InputException(
                $"The layer '{name}' has the shape [{string.Join(", ", shape)}] an image; a class activation map needs "
                + "[channels, height, width], such as the output of a convolution. Name another tensor with layer=TENSOR.");
        return new SpatialLayer(name, shape[0], shape[1], shape[2]);
    }

    /// <summary>Σ_k weight_k · A_k, negative values cut to 0 if <paramref name="relu"/>; h×w.</summary>
    /// <param name="activation">The layer's values for one image, K·h·w.</param>
    /// <param name="weights">One weight a channel.</param>
    /// <param name="relu">Whether only evidence for the class is kept.</param>
    public Tensor Combine(ReadOnlySpan<float> activation, IReadOnlyList<double> weights, bool relu)
    {
        var sum = new double[Plane];
        for (var k = 0; k < Channels; k++)
            SpanMath.AddScaled(activation.Slice(k * Plane, Plane), weights[k], sum);
        var map = Tensor.Zeros(Height, Width);
        for (var i = 0; i < Plane; i++)
            map.Values[i] = (float)(relu ? Math.Max(sum[i], 0) : sum[i]);
        return map;
    }
}
