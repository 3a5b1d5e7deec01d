using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Attention;

/// <summary>The model's own attention map, as it multiplies it onto its features (attention branch network, CBAM and the like); h×w (Fukui
/// et al., 2019).</summary>
/// <remarks>The same for every class. By default the last gate of one channel over places that the network has. A named tensor may also be
/// K×h×w, h×w×K or T×K, averaged over its channels, or attention between tokens, heads×T×T: the row of the class token, averaged
/// over heads.</remarks>
/// <param name="Tensor">The tensor that holds the attention; null for the model's own.</param>
[Named("model-attention")]
[Paper("Fukui, Hirakawa, Yamashita, Fujiyoshi: Attention Branch Network, CVPR", 2019)]
[Needs(Needs.Forward | Needs.Attention)]
[Claims(MapPlace.Layer)]
[Passes("1")]
internal sealed record ModelAttention(
    [About("The ONNX tensor that holds the attention; by default the last gate of one channel over places.")] string? Tensor = null)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var tensor = Chosen(model);
        var map = Reader(model, tensor);
        var values = model.Activations(batch.Values, [tensor])[0];
        return [.. Enumerable.Range(0, batch.Count).Select(i => new Attribution(map(values.Item(i).ToArray())))];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var tensor = Chosen(graph.Model);
        var values = graph.Activations([tensor])[0];
        if (!graph.Model.Network.Landmarks.Attention.Contains(tensor))
            return LayerGraph.Planes(Places(graph.Model, tensor), values).Mean(keep: false, 1).ToFloat();
        var tokens = AttentionTokens.Of(graph.Model, "model-attention");
        var fused = HeadFusion.Mean.Fuse(values, graph.Model.Network.ShapeOf(tensor).Count);
        return tokens.Map(tokens.Reader(graph).MatMul(fused));
    }

    private string Chosen(IModel model) => Tensor ?? (model.Network.Landmarks.Masks is [.., var last]
        ? last
        : throw new NotApplicableException(
            "no-attention-map",
            "model-attention shows the attention map that a network multiplies onto its features, and this network has none; "
            + "name a tensor with tensor=NAME."));

    private static Func<float[], Tensor> Reader(IModel model, string tensor)
    {
        if (model.Network.Landmarks.Attention.Contains(tensor))
        {
            var tokens = AttentionTokens.Of(model, "model-attention");
            return values => tokens.Map(tokens.Through(tokens.Reader(), HeadFusion.Mean.Fuse(values, tokens.Count * tokens.Count)));
        }
        var layer = Places(model, tensor);
        double[] mean = [.. Enumerable.Repeat(1.0 / layer.Channels, layer.Channels)];
        return values => layer.Combine(layer.ChannelsFirst(values), mean, relu: false);
    }

    private static SpatialLayer Places(IModel model, string tensor)
    {
        var shape = model.Network.ShapeOf(tensor);
        return PlaceLayout.Of(shape, model.Input) is { } layout
            ? new SpatialLayer(tensor, layout)
            : throw new InputException(
                $"model-attention: the tensor '{tensor}' has the shape [{string.Join(", ", shape)}] for an image, which has no spatial "
                + "positions; name one of [channels, height, width].");
    }
}
