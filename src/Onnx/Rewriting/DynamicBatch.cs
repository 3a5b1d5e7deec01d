using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Frees the batch axis of a network that was exported for a fixed number of images.</summary>
internal static class DynamicBatch
{
    /// <summary>
    /// Frees the first axis of the input, and rewrites the nodes in which the exporter wrote that batch down. Whether the result still
    /// computes the same is for <see cref="Agrees"/> to say.
    /// </summary>
    /// <returns>null where a node cannot run with another batch.</returns>
    public static Graph? Free(Graph graph, GraphInput input, CancellationToken stop = default)
    {
        var constants = graph.Constants.ToDictionary();
        using var walk = new BatchWalk(graph, input, constants, stop);
        var scope = new BatchScope(
            walk, ShapeObserver.Shapes(graph, input.Dims[0]!.Value, stop), input.Dims[0]!.Value, graph.Descendants([input.Name]),
            constants, []);
        var lastReader = new Dictionary<string, Node>();
        foreach (var node in graph.Nodes)
            foreach (var tensor in node.Reads)
                lastReader[tensor] = node;
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            var rewritten = scope.Computed.Overlaps(node.Reads)
                && node.Domain.Length == 0 && BatchScope.Rules.TryGetValue(node.Operator, out var rule)
                ? rule(node, scope)
                : [node];
            nodes.AddRange(rewritten);
            if (!Runs(walk, rewritten))
                return null;
            // Where the batch stands inside an axis it stands there after operators that keep the axes.
            if (node.Operator != "Reshape"
                && node.Reads.Select(r => scope.Outer.GetValueOrDefault(r, 1)).DefaultIfEmpty(1).Max() is > 1 and var outer)
                foreach (var output in node.Outputs)
                    scope.Outer[output] = outer;
            walk.Forget([.. node.Reads.Where(r => ReferenceEquals(lastReader[r], node))]);
        }
        var inputs = graph.Inputs.Select(i => i.Name == input.Name ? i with { Dims = [null, .. i.Dims.Skip(1)] } : i);
        return graph with { Inputs = [.. inputs], Nodes = nodes, Constants = constants };
    }

    /// <summary>Whether the freed graph gives, for two batches at once, what the original gives for each.</summary>
    public static bool Agrees(Graph original, Graph freed, GraphInput input, string output, CancellationToken stop = default)
    {
        int[] shape = [.. input.Dims.Select(d => (int)d!)];
        using var one = new Session(original.WithOutputs([output]), threads: 1, stop);
        using var both = new Session(freed.WithOutputs([output]), threads: 1, stop);
        var (first, second) = (Noise.Of(shape, Seed.Of(1)), Noise.Of(shape, Seed.Of(2)));
        var together = both.Run((input.Name, new Tensor([.. first.Values, .. second.Values], [2 * shape[0], .. shape[1..]])))[0];
        float[] apart = [.. one.Run((input.Name, first))[0].Values, .. one.Run((input.Name, second))[0].Values];
        return Agreement.Holds(together.Values, apart);
    }

    private static bool Runs(BatchWalk walk, IReadOnlyList<Node> nodes)
    {
        try
        {
            foreach (var node in nodes)
                walk.Run(node);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            // A fact about the node, which decides how the network is run.
            return false;
        }
    }
}
