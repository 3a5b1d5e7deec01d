using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the image input, and presents it as float N×C×H×W.</summary>
internal static class ImageInput
{
    // 4096² values an image, half a gigabyte a batch; more is a mistake in the file, and would take minutes and gigabytes to find out.
    private const long MostValues = 1L << 24;
    private const long MostBatchValues = 1L << 27;
    private const long LargestFixedBatch = 1024;

    /// <param name="graph">The graph.</param>
    /// <param name="said">Channels, height and width as far as a person says them, for networks that leave them free.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <exception cref="InputException">There is no image input, or its size is not known.</exception>
    public static (Graph Graph, GraphInput Input) Find(
        Graph graph, IReadOnlyList<long?> said, string path, ICollection<string> notes)
    {
        if (graph.Inputs.Count != 1)
            throw new InputException(
                $"{path}: an image classifier has one input, this network has {graph.Inputs.Count}: "
                + $"{string.Join(", ", graph.Inputs.Select(i => i.Name))}.");
        var input = graph.Inputs[0];
        if (input.Dims.Count != 4)
            throw new InputException($"{path}: the input '{input.Name}' must be N×C×H×W; it has {input.Dims.Count} axes.");
        if (input.Type == ElementType.UInt8 && graph.Nodes.Where(n => n.Reads.Contains(input.Name)).All(n => n.Operator == "Cast"))
        {
            // The network itself turns the bytes to numbers; it takes them as numbers just as well.
            input = input with { Type = ElementType.Float };
            notes.Add("the input was uint8; it is fed as float of the same range, 0 to 255");
        }
        if (input.Type != ElementType.Float)
            throw new InputException(
                $"{path}: the input '{input.Name}' must be float; it is {input.Type} and is read by other operators than Cast. "
                + "Export the network with a float input.");
        var channelsLast = HasChannelsLast(graph, input);
        if (channelsLast)
        {
            (graph, input) = ChannelsFirst(graph, input);
            notes.Add("the input was N×H×W×C; it is presented as N×C×H×W");
        }
        input = Sized(input, said, path);
        return (graph with { Inputs = [input] }, input);
    }

    private static GraphInput Sized(GraphInput input, IReadOnlyList<long?> given, string path)
    {
        long?[] dims = [.. input.Dims.Skip(1).Zip(given, (stated, wanted) => stated ?? wanted)];
        if (dims.Any(d => d is null))
            throw new InputException(
                $"{path}: the input '{input.Name}' leaves channels, height or width free; state the size in the description beside it "
                + "(\"inputSize\": [channels, height, width]) or with --size H,W, or export the network with a fixed image size.");
        if (dims.Zip(given).Any(p => p.Second is not null && p.First != p.Second))
            throw new InputException(
                $"{path}: the input '{input.Name}' takes images of {string.Join("×", dims)} (channels×height×width), not the stated "
                + $"{string.Join("×", given.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "any"))}.");
        // As floating point, because the product of three lengths can be beyond any integer.
        var (batch, values) = (input.Dims[0] ?? 1, dims.Aggregate(1.0, (a, d) => a * d!.Value));
        if (values > MostValues)
            throw new InputException(
                $"{path}: the input '{input.Name}' is {string.Join("×", dims)}; at most {MostValues} values an image are supported.");
        if (batch > LargestFixedBatch || batch * values > MostBatchValues)
            throw new InputException(
                $"{path}: the input '{input.Name}' is fixed to a batch of {batch}; at most {LargestFixedBatch} images of {MostBatchValues} "
                + "values together can be freed. "
                + "Export the network with a free batch axis.");
        return input with { Dims = [input.Dims[0], .. dims] };
    }

    // Few channels last and more rows second, unless a convolution reads the second axis as channels.
    private static bool HasChannelsLast(Graph graph, GraphInput input)
    {
        if (input.Dims[3] is not (1 or 3 or 4) || input.Dims[1] is <= 4)
            return false;
        var tensor = input.Name;
        // Through what keeps the axes, to the first operator that tells.
        while (graph.Nodes.FirstOrDefault(n => n.Inputs.Contains(tensor)) is { } reader)
        {
            if (reader.Operator is "Conv"
                or "BatchNormalization" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "InstanceNormalization")
                return false;
            if (reader.Operator is not ("Cast" or "Add" or "Sub" or "Mul" or "Div" or "Identity" or "Clip" or "Pad"))
                break;
            tensor = reader.Outputs[0];
        }
        return true;
    }

    private static (Graph Graph, GraphInput Input) ChannelsFirst(Graph graph, GraphInput input)
    {
        var last = $"viseval_{input.Name}_nhwc";
        Node Reads(Node node) => node with { Inputs = [.. node.Inputs.Select(i => i == input.Name ? last : i)] };
        var transpose = Node.Of("Transpose", [input.Name], [last], ("perm", new long[] { 0, 2, 3, 1 }));
        var first = input with { Dims = [input.Dims[0], input.Dims[3], input.Dims[1], input.Dims[2]] };
        var nodes = graph.Nodes.Select(n => Reads(n).WithSubgraphs(g => Renamed(g, input.Name, last)));
        return (graph with { Inputs = [first], Nodes = [transpose, .. nodes] }, first);
    }

    private static Subgraph Renamed(Subgraph graph, string from, string to) => graph with
    {
        Nodes = [.. graph.Nodes.Select(n => n with { Inputs = [.. n.Inputs.Select(i => i == from ? to : i)] })
            .Select(n => n.WithSubgraphs(g => Renamed(g, from, to)))],
        Outputs = [.. graph.Outputs.Select(o => o == from ? to : o)],
    };
}
