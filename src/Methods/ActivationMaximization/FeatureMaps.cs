using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Loading;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>The plain display of a layer's values for a picture: a map a channel, each from its smallest value (black) to its largest
/// (white), row by row on one sheet; 1×height×width in [0, 1] (Yosinski et al., 2015).</summary>
/// <param name="Count">The number of channels shown of a layer.</param>
/// <param name="Common">Whether all channels have the same black and white.</param>
[Named("feature-maps")]
[Paper("Yosinski, Clune, Nguyen, Fuchs, Lipson: Understanding Neural Networks Through Deep Visualization, ICML workshop", 2015)]
[Needs(Needs.Forward | Needs.Subject)]
[Passes("1")]
internal sealed record FeatureMaps(
    [InRange(1, 4096), About("How many channels of a layer, the first ones.")] int Count = 64,
    [About("Whether all channels share one black and one white.")] bool Common = false)
    : IFeatureVisualizer
{
    private const int Gap = 1;

    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) => task.Unit switch
    {
        { IsClass: true } => "a class has no maps; write --unit TENSOR or TENSOR:channel.",
        { Layout: null } => "this layer has no places, so it has no maps.",
        { Direction: not null } => "it shows channels as they are; name them one after the other, --unit TENSOR:3 TENSOR:17.",
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        var (unit, subject) = (task.Unit, task.Subject!);
        var values = task.Model.Activations(task.Space.ToInput(subject.Reshape([1, .. subject.Shape])), [unit.Tensor!])[0].Item(0);
        var layer = new SpatialLayer(unit.Tensor!, unit.Layout!);
        var planes = layer.ChannelsFirst(values);
        IReadOnlyList<int> channels = unit.Channel is { } channel
            ? [channel]
            : [.. Enumerable.Range(0, Math.Min(Count, layer.Channels))];
        return [new Visualization(Sheet(planes, layer.Layout, channels), PictureKind.Display, new VisualizationCost(1, 0))];
    }

    // White between the maps.
    private Tensor Sheet(ReadOnlySpan<float> planes, PlaceLayout layout, IReadOnlyList<int> channels)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(channels.Count));
        var rows = (channels.Count + columns - 1) / columns;
        var (height, width) = (rows * (layout.Height + Gap) - Gap, columns * (layout.Width + Gap) - Gap);
        var sheet = Tensor.Zeros(1, height, width);
        sheet.Values.AsSpan().Fill(1);
        var plane = layout.Height * layout.Width;
        var all = SpanMath.Extremes(planes);
        for (var i = 0; i < channels.Count; i++)
        {
            var map = planes.Slice(channels[i] * plane, plane);
            var (low, high) = Common ? all : SpanMath.Extremes(map);
            for (var p = 0; p < plane; p++)
            {
                var y = i / columns * (layout.Height + Gap) + p / layout.Width;
                var x = i % columns * (layout.Width + Gap) + p % layout.Width;
                sheet.Values[y * width + x] = high > low ? (map[p] - low) / (high - low) : 0;
            }
        }
        return sheet;
    }
}
