using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Where on the way from the image to the scores tensors have places, worked out from the image on: a shape alone would take
/// tokens × heads × numbers, or a pooled vector, for a grid.</summary>
internal sealed class PlaceTable
{
    private static readonly HashSet<string> Taking = ["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "AveragePool", "MaxPool",
        "LpPool", "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceLogSumExp", "ReduceSumSquare",
        "Gather", "Slice", "Split", "GatherElements", "GatherND"];

    private readonly ImageSize _image;
    private readonly Func<string, int[]> _shapeOf;
    private readonly Dictionary<string, PlaceLayout?> _layouts = [];

    // What can have no places any more: of one place, or divided among heads.
    private readonly HashSet<string> _pooled = [];
    private readonly HashSet<string> _heads = [];

    /// <param name="nodes">The nodes between the image and the scores, in order.</param>
    /// <param name="data">The tensors of the way that a node reads.</param>
    /// <param name="shapeOf">The shape of one image's tensor; empty where the first axis does not count the images.</param>
    /// <param name="input">The image.</param>
    /// <param name="image">Its size.</param>
    public PlaceTable(
        IEnumerable<Node> nodes, Func<Node, IReadOnlyList<string>> data, Func<string, int[]> shapeOf, string input, ImageSize image)
    {
        (_image, _shapeOf) = (image, shapeOf);
        _layouts[input] = PlaceLayout.Of(shapeOf(input), image);
        foreach (var node in nodes)
            foreach (var output in node.Outputs.Where(o => o.Length > 0))
                _layouts[output] = Found(node, data(node), output);
    }

    /// <summary>Channels and places of a tensor; null if it has none, or is not on the way.</summary>
    public PlaceLayout? this[string tensor] => _layouts.GetValueOrDefault(tensor);

    private PlaceLayout? Found(Node node, IReadOnlyList<string> data, string output)
    {
        var shape = _shapeOf(output);
        var suggested = PlaceLayout.Of(shape, _image);
        if (data.Count > 0 && (data.All(_pooled.Contains) || data.All(d => IsPooled(node, d, shape, suggested))))
        {
            _pooled.Add(output);
            return null;
        }
        if (node.Operator is "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze")
            return data is [var from] ? Reshaped(from, shape, suggested, output) : null;
        if (shape.Length >= 3 && data.Any(_heads.Contains))
        {
            _heads.Add(output);
            return null;
        }
        return suggested is not null && (PlaceLayout.Exact(shape, _image) is not null || data.Any(HasPlanes)) ? suggested : null;
    }

    // One place is left, and not a channel of every place.
    private bool IsPooled(Node node, string data, int[] shape, PlaceLayout? suggested) =>
        Taking.Contains(node.Operator) && shape.Length > 0 && _layouts.GetValueOrDefault(data) is { } before
        && shape.Aggregate(1L, (a, b) => a * b) <= before.Channels
        && (suggested is null || (suggested.Height, suggested.Width) != (before.Height, before.Width))
        && !(shape.Length >= 2 && (shape[^2], shape[^1]) == (before.Height, before.Width));

    private bool HasPlanes(string tensor) => _layouts.GetValueOrDefault(tensor) is { Order: PlaceOrder.ChannelsFirst };

    // The places stay places only where there are as many of them as before.
    private PlaceLayout? Reshaped(string from, int[] shape, PlaceLayout? suggested, string output)
    {
        var before = _layouts.GetValueOrDefault(from);
        var source = _shapeOf(from);
        if (shape.Length < 3)
            // Planes laid out in a row, K×(h·w), look like K tokens where K is a square.
            return before is { Order: PlaceOrder.ChannelsFirst } && shape.Length == 2 && shape[0] == before.Channels ? null : suggested;
        if (_heads.Contains(from) || (before is not null && IsDivided(before, source, shape)))
        {
            _heads.Add(output);
            return null;
        }
        var exact = PlaceLayout.Exact(shape, _image);
        var keepsGrid = before is not null && (suggested?.Height, suggested?.Width) == (before.Height, before.Width);
        return keepsGrid ? suggested : exact;
    }

    // Whether the channels of what has places become two axes.
    private static bool IsDivided(PlaceLayout before, int[] source, int[] shape) =>
        shape.Contains(before.Order == PlaceOrder.Tokens ? source[0] : before.Height * before.Width)
        && !(before.Extra == 0 && shape.Zip(shape.Skip(1)).Contains((before.Height, before.Width)));
}
