using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>A fully convolutional network on mosaics of grid×grid images at its own resolution (Böhle et al., CVPR 2021; Rao, Böhle,
/// Schiele,
/// CVPR 2022).</summary>
/// <remarks>Its scores come from a mean over all places of a tensor; what is before does not ask how large the image is. The head may look
/// at one cell of that tensor only, and the cells may go through the network apart: the part before the tensor then stands in the graph
/// once a cell, on the same weights, and its results are put side by side under the tensor's own name.</remarks>
internal static class LargerInput
{
    private const string Prefix = "viseval_mosaic_";
    private const int Rows = 2;
    private const int Columns = 3;

    /// <summary>Changes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="grid">Rows and columns of images.</param>
    /// <param name="head">The cell that the head sees, row by row; null for all of them.</param>
    /// <param name="apart">Whether the cells go through the network apart.</param>
    /// <exception cref="InputException">The network is not fully convolutional.</exception>
    public static LoadedNetwork Of(LoadedNetwork network, int grid, int? head, bool apart)
    {
        InputException Refused(string why) => new($"{network.Path}: the network does not take mosaics of {grid}×{grid} images: {why}");
        if (Landmarks.Of(network).PooledHead is not [var pooled, ..])
            throw Refused("its scores do not come from a mean over all places.");
        var size = network.Size with { Height = grid * network.Size.Height, Width = grid * network.Size.Width };
        var graph = network.Graph.WithOutputs([network.Scores]);
        graph = graph with
        {
            Inputs = [.. graph.Inputs.Select(i => i.Name != network.Input
                ? i
                : i with { Dims = [null, size.Channels, size.Height, size.Width] })],
            StatedShapes = new Dictionary<string, IReadOnlyList<long?>>(),
        };
        if (apart)
            graph = Apart(graph, network, pooled, grid);
        if (head is { } cell)
            graph = Behind(graph, pooled, NetworkLoader.Shapes(graph.WithOutputs([pooled]), default).Of(pooled), grid, cell);
        var shapes = NetworkLoader.Shapes(graph, default);
        return shapes.Of(network.Scores).SequenceEqual(network.Shapes.Of(network.Scores))
            ? network with { Graph = graph, Shapes = shapes, Size = size }
            : throw Refused($"its scores become [{string.Join("×", shapes.Of(network.Scores))}].");
    }

    // The part before a tensor once a cell, the results put together.
    private static Graph Apart(Graph graph, LoadedNetwork network, string pooled, int grid)
    {
        var (before, after) = (graph.Ancestors([pooled]), graph.Descendants([pooled]));
        before.IntersectWith(graph.Descendants([network.Input]));
        var body = graph.Nodes.Where(n => n.Outputs.Any(before.Contains)).ToHashSet();
        var made = body.SelectMany(n => n.Outputs).ToHashSet();
        var builder = GraphBuilder.From(graph with { Nodes = [], StatedShapes = graph.StatedShapes }, Prefix);
        var rows = new List<Value>();
        for (var row = 0; row < grid; row++)
        {
            var cells = new List<Value>();
            for (var column = 0; column < grid; column++)
            {
                var image = Window(builder.Existing(network.Input), network.Size.Height, network.Size.Width, row, column);
                string Own(string tensor) => tensor == network.Input ? image.Name
                    : made.Contains(tensor) ? $"{Prefix}{row}_{column}_{tensor}" : tensor;
                foreach (var node in body)
                    builder.Add(node with
                    {
                        Name = node.Name.Length > 0 ? $"{Prefix}{row}_{column}_{node.Name}" : "",
                        Inputs = [.. node.Inputs.Select(i => i.Length > 0 ? Own(i) : i)],
                        Outputs = [.. node.Outputs.Select(o => o.Length > 0 ? Own(o) : o)],
                    });
                cells.Add(builder.Existing(Own(pooled)));
            }
            rows.Add(builder.Op("Concat", cells, ("axis", (long)Columns)));
        }
        builder.Add(Node.Of("Concat", [.. rows.Select(r => r.Name)], [pooled], ("axis", (long)Rows)));
        var copies = builder.Build([pooled]);
        return copies with
        {
            Outputs = graph.Outputs,
            Nodes =
            [
                .. graph.Nodes.Where(n => !body.Contains(n) && !after.Overlaps(n.Outputs)), .. copies.Nodes,
                .. graph.Nodes.Where(n => !body.Contains(n) && after.Overlaps(n.Outputs)),
            ],
        };
    }

    // What comes after a tensor sees one cell of it.
    private static Graph Behind(Graph graph, string pooled, long[] shape, int grid, int cell)
    {
        var builder = GraphBuilder.From(graph with { Nodes = [] }, Prefix + "head_");
        var (row, column) = (cell / grid, cell % grid);
        var seen = builder.Existing(pooled).Slice(Rows, row * shape[Rows] / grid, (row + 1) * shape[Rows] / grid)
            .Slice(Columns, column * shape[Columns] / grid, (column + 1) * shape[Columns] / grid);
        var window = builder.Build([seen.Name]);
        var place = graph.Nodes.Index().Last(n => n.Item.Outputs.Contains(pooled)).Index + 1;
        Node Redirected(Node node) => node with { Inputs = [.. node.Inputs.Select(i => i == pooled ? seen.Name : i)] };
        return graph with
        {
            Nodes = [.. graph.Nodes.Take(place), .. window.Nodes, .. graph.Nodes.Skip(place).Select(Redirected)],
            Constants = graph.Constants.Concat(window.Constants.Where(c => !graph.Constants.ContainsKey(c.Key))).ToDictionary(),
        };
    }

    private static Value Window(Value tensor, int height, int width, int row, int column) => tensor
        .Slice(Rows, (long)row * height, (long)(row + 1) * height).Slice(Columns, (long)column * width, (long)(column + 1) * width);
}
