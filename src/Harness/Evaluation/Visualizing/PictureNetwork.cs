using VisEval.Core;
using VisEval.Methods;
using VisEval.Metrics.Visualization;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>A network that metrics ask about pictures.</summary>
/// <param name="name">What results call it.</param>
/// <param name="model">The network.</param>
/// <param name="space">How a picture becomes its input.</param>
internal sealed class PictureNetwork(string name, IModel model, PictureSpace space) : IPictureNetwork
{
    // A deep network has dozens of layers, which say much the same as their neighbours.
    private const int MostLayers = 16;

    private readonly Lazy<IReadOnlyList<(PictureLayer Layer, PlaceLayout Layout)>> _layers = new(() => LayersOf(model));

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>How a picture becomes its input.</summary>
    public PictureSpace Space => space;

    /// <summary>The network.</summary>
    public IModel Model => model;

    /// <inheritdoc/>
    public int ClassCount => model.ClassCount;

    /// <inheritdoc/>
    public IReadOnlyList<PictureLayer> Layers => [.. _layers.Value.Select(l => l.Layer)];

    /// <inheritdoc/>
    public ClassScores Predict(Tensor pictures) => model.Predict(space.ToInput(pictures));

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Features(Tensor pictures, string layer)
    {
        var layout = _layers.Value.First(l => l.Layer.Name == layer).Layout;
        var values = model.Activations(space.ToInput(pictures), [layer])[0];
        return [.. Enumerable.Range(0, values.BatchSize).Select(i => ByChannel(values.Item(i), layout))];
    }

    // At most as many as there may be, evenly spread and with the last one. Where something leads past every layer, as a circuit does that
    // looks at the picture itself, there is no stage, and all tensors count.
    private static List<(PictureLayer, PlaceLayout)> LayersOf(IModel model)
    {
        var stages = model.Network.Landmarks.Stages;
        List<(PictureLayer, PlaceLayout)> all =
        [
            .. (stages.Count > 0 ? stages : model.Network.Tensors)
                .Select(t => (Tensor: t, Layout: PlaceLayout.Of(model.Network.ShapeOf(t), model.Input)))
                .Where(l => l.Layout is { Channels: > 1 })
                .Select(l => (new PictureLayer(l.Tensor, l.Layout!.Channels, l.Layout.Height * l.Layout.Width), l.Layout)),
        ];
        var count = Math.Min(MostLayers, all.Count);
        return [.. Enumerable.Range(1, count).Select(i => all[i * all.Count / count - 1])];
    }

    private static float[] ByChannel(ReadOnlySpan<float> values, PlaceLayout layout)
    {
        if (layout.Order == PlaceOrder.ChannelsFirst)
            return values.ToArray();
        var (places, channels) = (layout.Height * layout.Width, layout.Channels);
        var byChannel = new float[places * channels];
        for (var place = 0; place < places; place++)
            for (var channel = 0; channel < channels; channel++)
                byChannel[channel * places + place] = values[(layout.Extra + place) * channels + channel];
        return byChannel;
    }
}
