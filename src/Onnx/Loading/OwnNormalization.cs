using System.Globalization;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>What the first operators of a network do to the values of pixels: (value − mean) / deviation, per channel.</summary>
/// <param name="Node">The first of them, for messages; null where the input's own type tells the range.</param>
/// <param name="White">The value of white that fits: 255 or 1; null where the numbers do not tell.</param>
/// <param name="Mean">The value of each channel that becomes 0; empty where the input's own type tells the range.</param>
/// <param name="Deviation">What each channel is divided by, with its sign.</param>
public sealed record OwnNormalization(string? Node, double? White, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    // A mean of 8-bit pixels, or what brings them to a small range.
    private const double SmallestOf255 = 30;

    private const long MostChannels = 16;

    // Large, so that little is lost by rounding, and a pixel's value, so that none is cut off.
    private const float Step = 128;

    // Means and deviations of pixels of 0…1 in use: 0.13 to 0.5, and 0.2 to 1.
    private const double SmallestMean = 0.05;

    // Keep every value, or move it; linear in the image where all else they read is constant.
    private static readonly HashSet<string> Linear = ["Cast", "Transpose", "Identity", "Reshape", "Flatten", "Unsqueeze", "Squeeze", "Pad",
        "Resize", "Gather", "Slice", "Split", "Concat", "SpaceToDepth", "Add", "Sub", "Mul", "Div", "BatchNormalization", "Clip"];
    private static readonly HashSet<string> Arithmetic = ["Add", "Sub", "Mul", "Div", "BatchNormalization"];

    /// <summary>What fits, as a sentence.</summary>
    public string Sentence => (Node is null ? "It takes 8-bit pixels."
            : $"It normalizes its input itself, beginning with {Node}: minus {Text(Mean)}, divided by {Text(Deviation)}.")
        + (White is { } white ? $" That fits pixel values of 0…{white}." : " Give it pictures that are not normalised before.");

    private static string Text(IReadOnlyList<double> channels) =>
        string.Join(", ", channels.Select(c => c.ToString("0.####", CultureInfo.InvariantCulture)).Distinct());

    /// <summary>What a network does itself; null where it does nothing of the kind.</summary>
    internal static OwnNormalization? Of(LoadedNetwork network)
    {
        var graph = network.Graph.WithOutputs([network.Scores]);
        var linear = LinearPart(graph, network.Input);
        var first = linear.FirstOrDefault(n => Arithmetic.Contains(n.Operator));
        if (first is null || !network.Shapes.Knows(network.Input))
            return network.TakesBytes ? new OwnNormalization(null, 255, [], []) : null;
        var (mean, deviation) = Measured(network, graph, linear);
        if (mean.Count == 0 || (mean.All(m => m == 0) && deviation.All(d => d == 1)))
            return network.TakesBytes ? new OwnNormalization(null, 255, [], []) : null;
        return new OwnNormalization(
            $"node '{first.Label}' ({first.Operator})", network.TakesBytes ? 255 : WhiteOf(mean, deviation), mean, deviation);
    }

    private static double? WhiteOf(IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        if (mean.Max(Math.Abs) is var largest && largest >= SmallestOf255 || deviation.Min(Math.Abs) >= SmallestOf255)
            return 255;
        return largest is >= SmallestMean and <= 1 && deviation.All(d => Math.Abs(d) is > SmallestMean and <= 1) ? 1 : null;
    }

    // The nodes from the image on that are linear in it.
    private static List<Node> LinearPart(Graph graph, string input)
    {
        var (reached, data, part) = (new HashSet<string> { input }, graph.Descendants([input]), new List<Node>());
        data.ExceptWith(DataPath.ComputedFromShapes(graph));
        foreach (var node in graph.Nodes)
        {
            var read = node.Reads.Where(data.Contains).ToList();
            if (read.Count == 0 || !read.All(reached.Contains) || node.Domain.Length > 0 || !Linear.Contains(node.Operator)
                || (read.Count > 1 && node.Operator != "Concat")
                || (Arithmetic.Contains(node.Operator) && !WithNumbers(node, read[0], graph)))
                continue;
            part.Add(node);
            reached.UnionWith(node.Outputs);
        }
        return part;
    }

    // One number, or one a channel; more are weights of places.
    private static bool WithNumbers(Node node, string data, Graph graph) => node.Operator == "BatchNormalization"
        || (node.Inputs.Count == 2 && !(node.Operator == "Div" && node.Inputs[0] != data)
            && graph.Constants.TryGetValue(node.Inputs[node.Inputs[0] == data ? 1 : 0], out var constant)
            && constant is { Type: ElementType.Float, Count: > 0 and <= MostChannels });

    // By what comes out for black and for an image of a step s in one channel: (x − m) / d is −m / d and (s − m) / d.
    private static (IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation) Measured(
        LoadedNetwork network, Graph graph, List<Node> linear)
    {
        var inside = linear.ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        var read = graph.Nodes.Where(n => !inside.Contains(n) && n.Operator is not ("Shape" or "Size"))
            .SelectMany(n => n.Reads).Append(network.Scores).ToHashSet();
        var changed = graph.Descendants(linear.Where(n => Arithmetic.Contains(n.Operator)).SelectMany(n => n.Outputs));
        if (linear.SelectMany(n => n.Outputs).FirstOrDefault(o => read.Contains(o) && changed.Contains(o)) is not { } end
            || network.Batch > 1)
            return ([], []);
        using var session = new Session(graph.WithOutputs([end]), threads: 1);
        var size = network.Size;
        var images = Core.Tensor.Zeros(size.Channels + 1, size.Channels, size.Height, size.Width);
        for (var c = 0; c < size.Channels; c++)
            images.Item(c + 1).Slice(c * size.Pixels, size.Pixels).Fill(Step);
        float[][] results =
            [.. Enumerable.Range(0, images.BatchSize).Select(i => session.Run((network.Input, images.Items(i, 1)))[0].Values)];
        var (means, deviations) = (new List<double>(), new List<double>());
        for (var c = 0; c < size.Channels; c++)
        {
            var (black, gray) = (results[0], results[c + 1]);
            // In the middle, away from edges that were padded; the channel's own values are those that moved.
            var moved = Enumerable.Range(0, gray.Length).Where(i => gray[i] != black[i]).ToList();
            if (moved.Count == 0)
                return ([], []);
            var at = moved[moved.Count / 2];
            var slope = ((double)gray[at] - black[at]) / Step;
            (double mean, double deviation) = (-black[at] / slope, 1 / slope);
            means.Add(Math.Abs(mean) < 1e-6 ? 0 : mean);
            deviations.Add(Math.Abs(deviation - 1) < 1e-4 ? 1 : deviation);
        }
        return (means, deviations);
    }
}
