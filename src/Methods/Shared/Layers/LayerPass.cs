using VisEval.Core;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Shared.Layers;

/// <summary>Fetches what class activation methods work on, the values of layers and the gradients there, and makes one map of the layers'
/// maps.</summary>
internal static class LayerPass
{
    /// <summary>A map, h×w, from the values of a layer and the gradient of the score there, K·h·w each.</summary>
    public delegate Tensor GradientMap(SpatialLayer layer, ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient);

    /// <summary>The layers of the option <c>layer</c>, none twice.</summary>
    /// <exception cref="InputException">One of them does not exist or has no spatial positions, or none is named.</exception>
    public static IReadOnlyList<SpatialLayer> Layers(IModel model, string? layers)
    {
        SpatialLayer[] chosen = [.. SpatialLayer.AllOf(model, layers).DistinctBy(l => l.Name)];
        return chosen.Length > 0
            ? chosen
            : throw new InputException($"layer={layers} names no layer; write layer=TENSOR, or several joined by +.");
    }

    /// <summary>Explains every image by its layers' values and the gradient of its target's logit there: one pass, however many
    /// layers.</summary>
    public static IReadOnlyList<Attribution> Gradients(
        IModel model, ImageBatch batch, IReadOnlyList<int> targets, string? layers, GradientMap map,
        Func<IReadOnlyList<Tensor>, Tensor>? fuse = null) =>
        Gradients(model, batch, ModelExtensions.OneHot(targets, model.ClassCount), layers, map, fuse);

    /// <summary>The same with the gradient of Σ_c seed_c · logit_c, the seed N×classes.</summary>
    public static IReadOnlyList<Attribution> Gradients(
        IModel model, ImageBatch batch, Tensor seed, string? layers, GradientMap map,
        Func<IReadOnlyList<Tensor>, Tensor>? fuse = null) =>
        Relevance(model, batch, seed, layers, RuleSet.Standard, map, fuse);

    /// <summary>The same by any rules: what arrives at the layers takes the place of the gradient.</summary>
    public static IReadOnlyList<Attribution> Relevance(
        IModel model, ImageBatch batch, Tensor start, string? layers, RuleSet rules, GradientMap map,
        Func<IReadOnlyList<Tensor>, Tensor>? fuse = null)
    {
        var chosen = Layers(model, layers);
        var pass = model.Gradient(batch.Values, start, Names(chosen), rules);
        return [.. Enumerable.Range(0, batch.Count).Select(i => new Attribution(Fused(fuse, chosen.Select((layer, l) =>
            map(layer, layer.ChannelsFirst(pass.Values[l].Item(i)), layer.ChannelsFirst(pass.Gradients[l].Item(i)))))))];
    }

    /// <summary>Explains every image by its layers' values, the gradient of its target's logit there, K·h·w, and the passes of the
    /// map.</summary>
    public static IReadOnlyList<Attribution> Gradients(
        IModel model, ImageBatch batch, IReadOnlyList<int> targets, string? layers, Func<LayerState, float[], Tensor> map)
    {
        var chosen = Layers(model, layers);
        var pass = model.Gradient(batch.Values, ModelExtensions.OneHot(targets, model.ClassCount), Names(chosen), RuleSet.Standard);
        return batch.PerImage(targets, subject => new Attribution(Fused(null, chosen.Select((layer, l) => map(
            new LayerState(subject, layer, pass.Values[l].Item(subject.Index).ToArray()),
            layer.ChannelsFirst(pass.Gradients[l].Item(subject.Index)).ToArray())))));
    }

    /// <summary>Explains every image by its layers' values alone: one forward pass, and the passes of the map; with the first remark that
    /// a layer's values call for.</summary>
    public static IReadOnlyList<Attribution> Activations(
        IModel model, ImageBatch batch, IReadOnlyList<int> targets, string? layers, Func<LayerState, Tensor> map,
        Func<LayerState, string?>? remark = null)
    {
        var chosen = Layers(model, layers);
        return EachImage(
            model, batch, targets, chosen, states => [.. states.Select(map)],
            states => remark is null ? null : states.Select(remark).FirstOrDefault(r => r is not null));
    }

    /// <summary>Explains every image by the values of all its layers at once.</summary>
    public static IReadOnlyList<Attribution> EachImage(
        IModel model, ImageBatch batch, IReadOnlyList<int> targets, IReadOnlyList<SpatialLayer> layers,
        Func<IReadOnlyList<LayerState>, IReadOnlyList<Tensor>> maps, Func<IReadOnlyList<LayerState>, string?>? remark = null)
    {
        var values = model.Activations(batch.Values, Names(layers));
        return batch.PerImage(targets, subject =>
        {
            LayerState[] states = [.. layers.Select((layer, l) => new LayerState(subject, layer, values[l].Item(subject.Index).ToArray()))];
            return new Attribution(Fused(null, maps(states)), Remark: remark?.Invoke(states));
        });
    }

    /// <summary>The gradients of the target's logit at several layers for variants of one image, a chunk at a time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="subject">The image.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="samples">The number of variants.</param>
    /// <param name="draw">Makes a variant.</param>
    /// <param name="use">Takes the number of a layer and a variant's gradient there, K·h·w, the variants in order.</param>
    public static void GradientsOf(
        IModel model, Subject subject, IReadOnlyList<SpatialLayer> layers, int samples, Expansion.Draw draw,
        Action<int, ReadOnlySpan<float>> use) =>
        Expansion.ForEach(subject.Size, samples, draw, (_, chunk) =>
        {
            var seed = ModelExtensions.OneHot([.. Enumerable.Repeat(subject.Target, chunk.BatchSize)], model.ClassCount);
            var gradients = model.Gradient(chunk, seed, Names(layers), RuleSet.Standard).Gradients;
            for (var l = 0; l < layers.Count; l++)
                for (var s = 0; s < chunk.BatchSize; s++)
                    use(l, layers[l].ChannelsFirst(gradients[l].Item(s)));
        });

    private static string[] Names(IReadOnlyList<SpatialLayer> layers) => [.. layers.Select(l => l.Name)];

    /// <summary>One map of the maps of layers; the only one as it is.</summary>
    internal static Tensor Fused(Func<IReadOnlyList<Tensor>, Tensor>? fuse, IEnumerable<Tensor> maps)
    {
        // Twice enumerated, the maps would be computed twice.
        var all = maps.ToList();
        return all is [var only] ? only : (fuse ?? LayerFusion.Mean)(all);
    }
}
