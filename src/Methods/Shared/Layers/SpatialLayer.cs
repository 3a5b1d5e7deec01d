using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Layers;

/// <summary>A tensor of a network that has channels and a place for every value, presented as K×h×w an image whatever its own
/// order.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Layout">How channels and places lie in it.</param>
internal sealed record SpatialLayer(string Name, PlaceLayout Layout)
{
    // Names of tensors hold slashes, dots and colons, and a comma ends an option.
    private const char Separator = '+';

    /// <summary>K.</summary>
    public int Channels => Layout.Channels;

    /// <summary>h.</summary>
    public int Height => Layout.Height;

    /// <summary>w.</summary>
    public int Width => Layout.Width;

    /// <summary>The number of positions, h·w.</summary>
    public int Plane => Height * Width;

    /// <summary>The layer a class activation method works on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layer">A tensor's name, <c>input</c>, <c>middle</c> or <c>final</c>; null for final, the model's own
    /// <see cref="INetworkFacts.CamTensor"/>.</param>
    /// <exception cref="InputException">There is no such tensor, or it has no spatial positions.</exception>
    /// <exception cref="NotApplicableException">The network has no layer of its own to take.</exception>
    public static SpatialLayer Of(IModel model, string? layer)
    {
        var name = Tensor(model, layer);
        if (name == layer)
            NamedLayer.Require(model, name);
        var shape = model.Network.ShapeOf(name);
        return PlaceLayout.Of(shape, model.Input) is { } layout
            ? new SpatialLayer(name, layout)
            : throw new InputException(
                $"The layer '{name}' has the shape [{string.Join(", ", shape)}] for an image; a class activation map needs "
                + "[channels, height, width], such as the output of a convolution, or [tokens, channels] with a grid of tokens. "
                + "Name another tensor with layer=TENSOR.");
    }

    /// <summary>The layers of a list joined by <c>+</c>, in its order; <c>stages</c> is the last one of every resolution, the largest
    /// first.</summary>
    /// <exception cref="InputException">One of them does not exist or has no spatial positions.</exception>
    public static IReadOnlyList<SpatialLayer> AllOf(IModel model, string? layers) =>
        string.IsNullOrEmpty(layers)
            ? [Of(model, layers)]
            :
            [
                .. layers.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .SelectMany(layer => layer == "stages" ? Stages(model) : [Of(model, layer)]),
            ];

    // The last tensor of every resolution after the image; of the smallest one the tensor that class activation methods use anyway.
    private static IEnumerable<SpatialLayer> Stages(IModel model)
    {
        var last = new Dictionary<(int, int), SpatialLayer>();
        foreach (var layer in model.Network.Landmarks.Stages.Where(s => s != model.InputTensor).Select(s => Of(model, s)))
            if (layer.Plane > 1)
                last[(layer.Height, layer.Width)] = layer;
        var final = Of(model, null);
        last[(final.Height, final.Width)] = final;
        return last.Values.OrderByDescending(l => l.Plane);
    }

    /// <summary>One image's values as K×h×w; the values themselves where that is their order.</summary>
    public ReadOnlySpan<float> ChannelsFirst(ReadOnlySpan<float> values)
    {
        if (Layout.Order == PlaceOrder.ChannelsFirst)
            return values;
        var planes = new float[Channels * Plane];
        for (var place = 0; place < Plane; place++)
            for (var k = 0; k < Channels; k++)
                planes[k * Plane + place] = values[(Layout.Extra + place) * Channels + k];
        return planes;
    }

    /// <summary>Writes K×h×w values into one image's tensor, in its own order; rows that are no place keep their values.</summary>
    public void Restore(ReadOnlySpan<float> planes, Span<float> values)
    {
        if (Layout.Order == PlaceOrder.ChannelsFirst)
        {
            planes.CopyTo(values);
            return;
        }
        for (var place = 0; place < Plane; place++)
            for (var k = 0; k < Channels; k++)
                values[(Layout.Extra + place) * Channels + k] = planes[k * Plane + place];
    }

    /// <summary>The sum over all positions of every channel, in double precision.</summary>
    /// <param name="planes">K·h·w values.</param>
    public double[] Sums(ReadOnlySpan<float> planes)
    {
        var sums = new double[Channels];
        for (var k = 0; k < sums.Length; k++)
            foreach (var value in planes.Slice(k * Plane, Plane))
                sums[k] += value;
        return sums;
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
        var map = Core.Tensor.Zeros(Height, Width);
        for (var i = 0; i < Plane; i++)
            map.Values[i] = (float)(relu ? Math.Max(sum[i], 0) : sum[i]);
        return map;
    }

    private static string Tensor(IModel model, string? layer) => layer switch
    {
        null or "" or "final" => model.Network.CamTensor,
        "input" => model.InputTensor,
        "middle" => model.Network.Landmarks.Stages is { Count: > 0 } stages
            ? stages[stages.Count / 2]
            : throw new NotApplicableException(
                "no-layer",
                "layer=middle: the network has no tensor with spatial positions that everything passes. Name a tensor with layer=TENSOR."),
        _ => layer,
    };
}
