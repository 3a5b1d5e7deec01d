using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Names of a backward program's tensors.</summary>
/// <param name="Graph">The graph whose outputs are the forward output, the asked values and the gradients.</param>
/// <param name="Seed">The input that weighs the forward output.</param>
/// <param name="Gradients">The gradient tensor of every asked tensor.</param>
public sealed record BackwardProgram(Graph Graph, string Seed, IReadOnlyList<string> Gradients);

/// <summary>Reverse-mode differentiation of a graph, written as more graph.</summary>
public static class Backward
{
    private const string Prefix = "viseval_grad_";

    /// <summary>Extends a graph by the derivative of Σ seed·output with respect to some of its tensors.</summary>
    /// <param name="graph">The forward graph.</param>
    /// <param name="shapes">Its observed shapes.</param>
    /// <param name="output">The tensor to differentiate.</param>
    /// <param name="of">The tensors to differentiate with respect to: inputs, inner tensors, constants.</param>
    /// <param name="rules">Which rule a node gets.</param>
    /// <exception cref="NoGradientRuleException">A node on the way has no rule.</exception>
    public static BackwardProgram Build(
        Graph graph, ShapeTable shapes, string output, IReadOnlyList<string> of, Func<Node, GradientEntry?> rules)
    {
        var builder = GraphBuilder.From(graph, Prefix);
        const string seedName = Prefix + "seed";
        var seed = builder.Input(seedName, ElementType.Float, SeedDims(shapes, output));

        var depends = graph.Descendants(of);
        var arriving = new Dictionary<string, List<Value>> { [output] = [seed] };
        var infinite = new HashSet<string>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Reads.Any(depends.Contains) || !node.Outputs.Any(arriving.ContainsKey))
                continue;
            var entry = rules(node)
                ?? throw new NoGradientRuleException(node.Operator, node.Label, "the derivative cannot be taken through it.");
            if (node.Outputs.Any(infinite.Contains) || (entry.SingularIn >= 0 && depends.Contains(node.Inputs[entry.SingularIn])))
                infinite.UnionWith(node.Inputs);
            Propagate(node, entry, builder, shapes, graph.Constants, arriving, depends, node.Outputs.Any(infinite.Contains));
        }

        var gradients = of.Select(tensor => Total(tensor, builder, arriving)
            // What the output does not depend on has the derivative zero.
            ?? builder.Existing(tensor) * 0f).Select(v => v.Name).ToList();
        // Asking for a tensor twice would name an output twice, which is not a valid graph.
        var outputs = new[] { output }.Concat(of).Concat(gradients).Distinct().ToList();
        return new BackwardProgram(builder.Build(outputs).WithOutputs(outputs), seedName, gradients);
    }

    private static void Propagate(
        Node node,
        GradientEntry entry,
        GraphBuilder builder,
        ShapeTable shapes,
        IReadOnlyDictionary<string, Constant> constants,
        Dictionary<string, List<Value>> arriving,
        HashSet<string> depends,
        bool mayBeInfinite)
    {
        var totals = node.Outputs.Select(o => Total(o, builder, arriving) ?? Value.None).ToList();
        var wanted = node.Inputs.Select(i => i.Length > 0 && depends.Contains(i)).ToList();
        var scope = new GradientScope(node, builder, shapes, constants, totals, wanted, mayBeInfinite);
        var results = entry.Rule(scope);
        for (var i = 0; i < Math.Min(results.Count, wanted.Count); i++)
        {
            if (!wanted[i] || results[i] == Value.None)
                continue;
            var result = entry.Broadcasts ? scope.SumTo(results[i], i) : results[i];
            if (!arriving.TryGetValue(node.Inputs[i], out var list))
                arriving[node.Inputs[i]] = list = [];
            list.Add(result);
        }
    }

    // A tensor with several consumers receives the sum of what they send back.
    private static Value? Total(string tensor, GraphBuilder builder, Dictionary<string, List<Value>> arriving)
    {
        if (tensor.Length == 0 || !arriving.TryGetValue(tensor, out var parts))
            return null;
        if (parts.Count > 1)
            arriving[tensor] = parts = [builder.Op("Sum", parts)];
        return parts[0];
    }

    private static List<long?> SeedDims(ShapeTable shapes, string output) =>
        [.. Enumerable.Range(0, shapes.Of(output).Length).Select(axis => shapes.Fixed(output, axis))];
}
