using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Relevance that stops at layers instead of the pixels.</summary>
internal static class RelevanceLayers
{
    /// <summary>The relevance of every image at its layers: C×H×W at the image itself, else Σ_k R_k, h×w,
    /// several layers fused.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">The option <c>layer</c>.</param>
    /// <param name="relevance">Takes the names of tensors and gives the relevance there, N×… each.</param>
    public static IReadOnlyList<Attribution> Explain(
        IModel model, string? layers, Func<IReadOnlyList<string>, IReadOnlyList<Tensor>> relevance)
    {
        var chosen = LayerPass.Layers(model, layers);
        var values = relevance([.. chosen.Select(l => l.Name)]);
        if (chosen is [var only] && only.Name == model.InputTensor)
            return values[0].Attributions();
        return
        [
            .. Enumerable.Range(0, values[0].BatchSize).Select(i => new Attribution(
                LayerPass.Fused(null, chosen.Select((layer, l) => Sum(layer, layer.ChannelsFirst(values[l].Item(i))))))),
        ];
    }

    private static Tensor Sum(SpatialLayer layer, ReadOnlySpan<float> planes) =>
        layer.Combine(planes, [.. Enumerable.Repeat(1.0, layer.Channels)], relu: false);
}
