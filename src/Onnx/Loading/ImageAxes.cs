using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Puts in front of a network what turns N×C×H×W into the axes that it expects.</summary>
internal static class ImageAxes
{
    /// <summary>The graph with an input of four axes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="lengths">Channels, height and width as far as they are said.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <exception cref="InputException">It cannot be told what the axes are.</exception>
    public static (Graph Graph, GraphInput Input) Four(
        Graph graph, GraphInput input, IReadOnlyList<long?> lengths, string path, ICollection<string> notes)
    {
        switch (input.Dims)
        {
            case [_, _, _, _]:
                return (graph, input);
            case [var batch, > 0 and var length]:
                var size = Unflattened(input, length, lengths, path);
                notes.Add($"the input was N×{length}; it is presented as N×{string.Join("×", size)}");
                return InFront(graph, input, [batch, .. size], "Reshape", Constant.Ints(-1, length));
            case [null, var height, var width] when height is not (1 or 3 or 4):
                notes.Add("the input was N×H×W; it is presented as N×1×H×W");
                return InFront(graph, input, [null, 1, height, width], "Squeeze", Constant.Ints(1));
            // One image alone, its channels first or last.
            case [1 or 3 or 4, _, _] or [_, _, 1 or 3 or 4]:
                notes.Add($"the input was one image without a batch axis; it is presented as 1×{Text(input.Dims)}");
                return InFront(graph, input, [1, .. input.Dims], "Squeeze", Constant.Ints(0));
            default:
                throw new InputException(
                    $"{path}: the input '{input.Name}' must be N×C×H×W, or N×(C·H·W) with a stated size; it is {Text(input.Dims)}.");
        }
    }

    /// <summary>The graph with N×C×H×W in place of N×H×W×C.</summary>
    public static (Graph Graph, GraphInput Input) ChannelsFirst(Graph graph, GraphInput input) => InFront(
        graph, input, [input.Dims[0], input.Dims[3], input.Dims[1], input.Dims[2]], "Transpose", null, ("perm", new long[] { 0, 2, 3, 1 }));

    /// <summary>What was put in front of a network, from N×C×H×W to the axes of its file: Transpose, Squeeze, Reshape.</summary>
    public static IReadOnlyList<Node> Fronts(Graph graph)
    {
        var fronts = new List<Node>();
        var (input, tensor) = (graph.Inputs[0].Name, graph.Inputs[0].Name);
        while (graph.Nodes.FirstOrDefault(n => n.Inputs.Contains(tensor) && n.Outputs[0] == Inner(input, n.Operator)) is { } front)
        {
            fronts.Add(front);
            tensor = front.Outputs[0];
        }
        return fronts;
    }

    private static string Inner(string input, string op) => $"viseval_{input}_{op.ToLowerInvariant()}";

    private static long?[] Unflattened(GraphInput input, long length, IReadOnlyList<long?> lengths, string path)
    {
        if (lengths is not [var channels, { } height, { } width])
            throw new InputException(
                $"{path}: the input '{input.Name}' is flattened, N×{length}; state the size of the images (\"inputSize\": [channels, "
                + "height, width] in the JSON file beside the model, or --size H,W).");
        var count = channels ?? Math.Max(1, length / (height * width));
        return count * height * width == length
            ? [count, height, width]
            : throw new InputException(
                $"{path}: the input '{input.Name}' takes {length} values, not the {count}×{height}×{width} = {count * height * width} of "
                + "the stated size (\"inputSize\" or --size).");
    }

    // The new input keeps the name; what it is turned into gets another.
    private static (Graph Graph, GraphInput Input) InFront(
        Graph graph, GraphInput input, IReadOnlyList<long?> dims, string op, Constant? operand, params (string, object)[] attributes)
    {
        var inner = Inner(input.Name, op);
        var constants = graph.Constants.ToDictionary();
        var inputs = new List<string> { input.Name };
        if (operand is not null)
        {
            inputs.Add($"{inner}_operand");
            constants[inputs[1]] = operand;
        }
        Node Reads(Node node) => node with { Inputs = [.. node.Inputs.Select(i => i == input.Name ? inner : i)] };
        var nodes = graph.Nodes.Select(n => Reads(n).WithSubgraphs(g => Renamed(g, input.Name, inner)));
        var first = input with { Dims = dims };
        graph = graph with { Inputs = [first], Nodes = [Node.Of(op, inputs, [inner], attributes), .. nodes], Constants = constants };
        return (graph, first);
    }

    private static Subgraph Renamed(Subgraph graph, string from, string to) => graph with
    {
        Nodes = [.. graph.Nodes.Select(n => n with { Inputs = [.. n.Inputs.Select(i => i == from ? to : i)] })
            .Select(n => n.WithSubgraphs(g => Renamed(g, from, to)))],
        Outputs = [.. graph.Outputs.Select(o => o == from ? to : o)],
    };

    private static string Text(IReadOnlyList<long?> dims) =>
        dims.Count == 0 ? "one number" : string.Join("×", dims.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "?"));
}
