using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>What class activation methods do with the values of layers, as operators; the graph's twin of
/// <see cref="LayerPass"/>.</summary>
internal static class LayerGraph
{
    private const int Channel = 1;

    /// <summary>A map from the values A of a layer and what arrives there g, N×K×h×w both and of 64 bits.</summary>
    public delegate Value Map(Value a, Value g);

    /// <summary>One map of the maps of several layers, N×h×w of 32 bits each.</summary>
    public delegate Value Fuse(IReadOnlyList<(Value Map, SpatialLayer Layer)> maps);

    /// <summary>Explains by the layers' values and the gradient of the target's logit there.</summary>
    public static Value Gradients(ExplanationGraph graph, string? layers, Map map, Fuse? fuse = null) =>
        Relevance(graph, graph.Targets, layers, RuleSet.Standard, map, fuse);

    /// <summary>The same by any rules, from any start.</summary>
    public static Value Relevance(
        ExplanationGraph graph, Value start, string? layers, RuleSet rules, Map map, Fuse? fuse = null)
    {
        var chosen = LayerPass.Layers(graph.Model, layers);
        var pass = graph.Gradient(start, [.. chosen.Select(l => l.Name)], rules);
        return Fused(fuse, [.. chosen.Select((layer, l) =>
            (map(Planes(layer, pass.Values[l]), Planes(layer, pass.Gradients[l])).ToFloat(), layer))]);
    }

    /// <summary>Explains by the layers' values alone.</summary>
    public static Value Activations(ExplanationGraph graph, string? layers, Func<SpatialLayer, Value, Value> map)
    {
        var chosen = LayerPass.Layers(graph.Model, layers);
        var values = graph.Activations([.. chosen.Select(l => l.Name)]);
        return Fused(null, [.. chosen.Select((layer, l) => (map(layer, Planes(layer, values[l])).ToFloat(), layer))]);
    }

    /// <summary>Relevance that stops at layers: N×C×H×W at the image itself, else Σ_k R_k.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="layers">The option <c>layer</c>.</param>
    /// <param name="relevance">Takes the names of tensors and gives the relevance there, N×… each.</param>
    public static Value Stopped(ExplanationGraph graph, string? layers, Func<IReadOnlyList<string>, IReadOnlyList<Value>> relevance)
    {
        var chosen = LayerPass.Layers(graph.Model, layers);
        var values = relevance([.. chosen.Select(l => l.Name)]);
        return chosen is [var only] && only.Name == graph.Model.InputTensor
            ? values[0]
            : Fused(null, [.. chosen.Select((layer, l) => (Planes(layer, values[l]).Sum(keep: false, Channel).ToFloat(), layer))]);
    }

    /// <summary>Σ_k weight_k · A_k, negative values cut to 0 where asked for; N×h×w.</summary>
    /// <param name="a">A, N×K×h×w.</param>
    /// <param name="weights">N×K×1×1.</param>
    /// <param name="relu">Whether only evidence for the class is kept.</param>
    public static Value Combine(Value a, Value weights, bool relu) => Total(a * weights, relu);

    /// <summary>The sum over channels, negative values cut to 0 where asked for; N×h×w.</summary>
    public static Value Total(Value terms, bool relu)
    {
        var sum = terms.Sum(keep: false, Channel);
        return relu ? sum.Positive() : sum;
    }

    /// <summary>The sum over the places of every channel, N×K×1×1.</summary>
    public static Value Places(Value planes) => planes.Sum(keep: true, 2, 3);

    /// <summary>A layer's values as N×K×h×w of 64 bits, whatever its own order.</summary>
    public static Value Planes(SpatialLayer layer, Value values) => (layer.Layout switch
    {
        { Order: PlaceOrder.ChannelsFirst } => values,
        { Order: PlaceOrder.ChannelsLast } => values.Transpose(0, 3, 1, 2),
        var tokens => values.Slice(1, tokens.Extra, tokens.Extra + layer.Plane).Transpose(0, 2, 1)
            .Reshape(0, layer.Channels, layer.Height, layer.Width),
    }).Widened();

    /// <summary>A layer's values in its own order with zeros at every place; rows that are no place keep their values.</summary>
    public static Value Emptied(SpatialLayer layer, Value values)
    {
        var zeros = values.Builder.Scalar(0).SpreadOver(values);
        return layer.Layout.Extra is var extra and > 0
            ? values.Builder.Op("Concat", [values.Slice(1, 0, extra), zeros.Slice(1, extra, extra + layer.Plane)], ("axis", 1L))
            : zeros;
    }

    private static Value Fused(Fuse? fuse, IReadOnlyList<(Value Map, SpatialLayer Layer)> maps) =>
        maps is [var (only, _)] ? only : (fuse ?? FusionGraph.Mean)(maps);
}
