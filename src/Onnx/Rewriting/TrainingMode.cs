using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Brings operators that were exported in training mode to evaluation mode: batch normalizations to their stored mean and
/// variance, dropout to nothing.</summary>
/// <remarks>In training mode the answer for an image depends on the other images of its batch, or on chance.</remarks>
internal static class TrainingMode
{
    private const int Mean = 3;
    private const int Variance = 4;

    /// <summary>The graph in evaluation mode.</summary>
    /// <param name="graph">The graph as it stands in the file: what training mode is depends on its operator set.</param>
    /// <param name="warnings">Receives what was changed.</param>
    /// <exception cref="InputException">The stored statistics were never trained, or something reads those of the batch.</exception>
    public static Graph Apply(Graph graph, ICollection<string> warnings)
    {
        var opset = graph.Opsets[""];
        var normalizations = graph.Nodes.Where(n => Normalizes(n, opset)).ToList();
        var dropouts = graph.Nodes.Where(n => Drops(n, graph, opset)).ToList();
        if (normalizations.Count + dropouts.Count == 0)
            return graph;
        if (normalizations.Count > 0)
        {
            var which = Named(normalizations, "batch normalization");
            if (normalizations.All(n => IsUntrained(n, graph)))
                throw new InputException(
                    $"The network was exported in training mode, and the stored mean and variance of the {which} are 0 and 1, as before "
                    + "any training: export it in evaluation mode (PyTorch: model.eval()).");
            warnings.Add($"The network was exported in training mode, where the {which} would take the statistics of the batch: the stored "
                + "statistics are used instead, so that an answer does not depend on other images. Better export it in evaluation mode.");
        }
        if (dropouts.Count > 0)
            warnings.Add(
                $"The network was exported in training mode, where the {Named(dropouts, "dropout")} would draw at random: it is left out.");
        var statistics = normalizations.Concat(dropouts).SelectMany(n => n.Outputs.Skip(1)).Where(o => o.Length > 0).ToHashSet();
        if (graph.Nodes.FirstOrDefault(n => n.Reads.Any(statistics.Contains)) is { } reader)
            throw new InputException(
                $"Node '{reader.Label}' ({reader.Operator}) reads what an operator in training mode finds of the batch; export the network "
                + "in evaluation mode (PyTorch: model.eval()).");
        return graph with
        {
            Outputs = [.. graph.Outputs.Where(o => !statistics.Contains(o))],
            Nodes = [.. graph.Nodes.Select(n => normalizations.Contains(n) ? Stored(n, opset) : dropouts.Contains(n) ? Left(n) : n)],
        };
    }

    private static bool Normalizes(Node node, long opset) => node is { Operator: "BatchNormalization", Domain.Length: 0 }
        && (opset >= 14 ? node.Int("training_mode") != 0
            : node.Outputs.Skip(1).Any(o => o.Length > 0) || (opset < 7 && node.Int("is_test") == 0));

    private static bool Drops(Node node, Graph graph, long opset) => node is { Operator: "Dropout", Domain.Length: 0 }
        && (opset < 7 ? node.Int("is_test") == 0
            : opset >= 12 && node.HasInput(2)
                && graph.Constants.TryGetValue(node.Inputs[2], out var flag) && flag is { Type: ElementType.Bool, Count: 1 }
                && flag.Data.Span[0] != 0);

    private static Node Stored(Node node, long opset) => (opset < 7 ? node.With("is_test", 1L) : node.Without("training_mode")) with
    {
        Outputs = [node.Outputs[0]],
    };

    private static Node Left(Node node) => Node.Of("Identity", [node.Inputs[0]], [node.Outputs[0]]) with { Name = node.Name };

    private static bool IsUntrained(Node node, Graph graph) => All(node, Mean, 0, graph) && All(node, Variance, 1, graph);

    private static bool All(Node node, int index, float value, Graph graph) => node.HasInput(index)
        && graph.Constants.TryGetValue(node.Inputs[index], out var constant) && constant.Type == ElementType.Float
        && constant.Floats.IndexOfAnyExcept(value) < 0;

    private static string Named(IReadOnlyList<Node> nodes, string what) =>
        $"{what} '{nodes[0].Label}'{(nodes.Count > 1 ? $" and {nodes.Count - 1} more" : "")}";
}
