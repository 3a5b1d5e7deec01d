using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>A tensor that the part of a network reads of the part before it, such as a shortcut past the cut:
/// one row for all images.</summary>
/// <param name="Tensor">The tensor of the whole network.</param>
/// <param name="Name">The name under which it is fed.</param>
/// <param name="Row">The shape in which it is fed.</param>
internal sealed record TailSide(string Tensor, string Name, int[] Row);

/// <summary>The part of a network from an inner tensor on, as a network of its own whose image is that tensor.</summary>
internal static class NetworkTail
{
    private const string Prefix = "viseval_tail_";
    private const string Fed = Prefix + "fed_";

    /// <summary>What is fed to a part beside its image.</summary>
    public static IReadOnlyList<TailSide> SidesOf(LoadedNetwork part) =>
    [
        .. part.Graph.Inputs.Where(i => i.Name.StartsWith(Fed, StringComparison.Ordinal))
            .Select(i => new TailSide(i.Name[Fed.Length..], i.Name, [.. i.Dims.Select(d => (int)d!.Value)])),
    ];

    /// <summary>Cuts a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tensor">Where: a tensor between the image and the scores, with a row for every image.</param>
    /// <exception cref="InputException">The network cannot be run from there on.</exception>
    public static LoadedNetwork Of(LoadedNetwork network, string tensor)
    {
        var (graph, shapes) = (network.Graph.WithOutputs([network.Scores]), network.Shapes);
        InputException Refused(string why) => new($"{network.Path}: the network cannot be run from '{tensor}' on: {why}");
        if (!DataPath.Between(graph, network.Input, network.Scores).Contains(tensor))
            throw Refused("it does not lead from the image to the scores.");
        if (shapes.PerBatch(tensor) is not { } dims || dims[0] is not null || shapes.TypeOf(tensor) != ElementType.Float)
            throw Refused($"its shape for two images is [{string.Join("×", shapes.Of(tensor))}]; the first axis must count the images.");

        var after = graph.Descendants([tensor]);
        var before = graph.Descendants([network.Input]);
        before.ExceptWith(DataPath.ComputedFromShapes(graph));
        before.ExceptWith(after);
        before.Add(network.Input);
        bool AsksShape(Node node) => node.Operator == "Shape" && before.Contains(node.Inputs[0]);
        var sides = graph.Nodes
            .Where(n => n.Outputs.Any(after.Contains) && !n.Outputs.Contains(tensor))
            .SelectMany(n => n.Reads).Where(before.Contains).Distinct().ToList();
        bool Given(Node node) => node.Outputs.Contains(tensor) || node.Outputs.Any(sides.Contains);
        // Whose shape is asked need not be computed: without its input such a node leads to nothing before the cut.
        var rest = graph with { Nodes = [.. graph.Nodes.Where(n => !Given(n)).Select(n => AsksShape(n) ? n with { Inputs = [] } : n)] };
        var kept = rest.WithOutputs([network.Scores]).Nodes.SelectMany(n => n.Outputs).ToHashSet();
        var asked = graph.Nodes.Where(n => AsksShape(n) && kept.Contains(n.Outputs[0])).ToList();
        if (sides.Concat(asked.Select(n => n.Inputs[0])).FirstOrDefault(t => BatchAxis(shapes, t) is null) is { } uneven)
            throw Refused($"it also needs '{uneven}', of shape [{string.Join("×", shapes.Of(uneven))}] for two images, whose rows cannot "
                + "be repeated.");

        var builder = new GraphBuilder(Prefix);
        var batch = builder.Input(tensor, ElementType.Float, dims).Map("Shape", ("start", 0L), ("end", 1L));
        foreach (var side in sides)
        {
            var axis = BatchAxis(shapes, side)!.Value;
            var row = builder.Input(Fed + side, shapes.TypeOf(side), [.. shapes.Of(side).Select((d, i) => i == axis ? 1 : (long?)d)]);
            builder.Add(Node.Of("Expand", [row.Name, Lengths(builder, batch, shapes.Of(side), axis).Name], [side]));
        }
        foreach (var node in asked)
        {
            var lengths = Lengths(builder, batch, shapes.Of(node.Inputs[0]), BatchAxis(shapes, node.Inputs[0])!.Value);
            var (start, end) = (node.Int("start", 0), node.Int("end", long.MaxValue));
            builder.Add(Node.Of("Identity", [lengths.Slice(0, start, end).Name], [node.Outputs[0]]));
        }
        var added = builder.Build([]);
        var tail = graph with
        {
            Inputs = added.Inputs,
            Nodes = [.. added.Nodes, .. graph.Nodes.Where(n => !AsksShape(n) && !Given(n))],
            Constants = added.Constants.Concat(graph.Constants).ToDictionary(),
        };
        var needed = tail.WithOutputs([network.Scores]) with { Inputs = added.Inputs, Constants = tail.Constants };
        foreach (var input in added.Inputs.Where(i => i.Name != tensor))
            shapes = shapes.With(input);
        return network with { Graph = needed, Shapes = shapes, Input = tensor, Size = Size(shapes.Of(tensor)) };
    }

    // The one axis that grows with the batch, image by image.
    private static int? BatchAxis(ShapeTable shapes, string tensor)
    {
        var growing = Enumerable.Range(0, shapes.Of(tensor).Length).Where(axis => shapes.Fixed(tensor, axis) is null).ToList();
        return growing is [var only] && shapes.Two[tensor][only] == 2 && shapes.Three[tensor][only] == 3 ? only : null;
    }

    private static Value Lengths(GraphBuilder builder, Value batch, long[] shape, int axis) => builder.Op(
        "Concat",
        [.. new[] { builder.Ints(shape[..axis]), batch, builder.Ints(shape[(axis + 1)..]) }],
        ("axis", 0L));

    private static ImageSize Size(long[] shape) => shape.Length switch
    {
        4 => new ImageSize((int)shape[1], (int)shape[2], (int)shape[3]),
        3 => new ImageSize(1, (int)shape[1], (int)shape[2]),
        _ => new ImageSize(1, 1, (int)shape.Skip(1).Aggregate(1L, (a, b) => a * b)),
    };
}
