using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Names of a backward program's tensors.</summary>
/// <param name="Graph">The graph whose outputs are the forward output, the asked values and the gradients.</param>
/// <param name="Seed">The input that weighs the forward output.</param>
/// <param name="Gradients">The gradient tensor of every asked tensor.</param>
/// <param name="Reference">The second image input, where the rules compare with a reference.</param>
public sealed record BackwardProgram(Graph Graph, string Seed, IReadOnlyList<string> Gradients, string? Reference = null);

/// <summary>Reverse-mode differentiation of a graph, written as more graph.</summary>
public static class Backward
{
    private const string Prefix = "viseval_grad_";

    /// <summary>Extends a graph by the derivative of Σ seed·output with respect to some of its tensors.</summary>
    /// <param name="graph">The forward graph.</param>
    /// <param name="shapes">Its observed shapes.</param>
    /// <param name="output">The tensor to differentiate.</param>
    /// <param name="of">The tensors to differentiate with respect to: inputs, inner tensors, constants.</param>
    /// <param name="rules">Which rule a node gets, knowing the whole graph.</param>
    /// <param name="references">The name of each tensor's copy for the reference input, where rules compare with one.</param>
    /// <param name="start">Turns the seed and the output into what arrives at the output; null for the seed itself.</param>
    /// <exception cref="NoGradientRuleException">A node on the way has no rule.</exception>
    public static BackwardProgram Build(
        Graph graph, ShapeTable shapes, string output, IReadOnlyList<string> of, Func<Node, GraphFacts, GradientEntry?> rules,
        IReadOnlyDictionary<string, string>? references = null, Func<Value, Value, Value>? start = null)
    {
        var facts = new GraphFacts(graph, shapes, output);
        var builder = GraphBuilder.From(graph, Prefix);
        const string seedName = Prefix + "seed";
        var seed = builder.Input(seedName, ElementType.Float, SeedDims(shapes, output));

        var depends = graph.Descendants(of);
        var arriving = new Dictionary<string, List<Value>> { [output] = [start?.Invoke(seed, builder.Existing(output)) ?? seed] };
        var infinite = new HashSet<string>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Reads.Any(depends.Contains) || !node.Outputs.Any(arriving.ContainsKey))
                continue;
            var entry = rules(node, facts)
                ?? throw NoGradientRuleException.At(node, graph.Opsets, "the derivative cannot be taken through it.");
            if (node.Outputs.Any(infinite.Contains) || (entry.SingularIn >= 0 && depends.Contains(node.Inputs[entry.SingularIn])))
                infinite.UnionWith(node.Inputs);
            var scope = new GradientScope(
                node, builder, shapes, facts,
                [.. node.Outputs.Select(o => Total(o, builder, arriving) ?? Value.None)],
                [.. node.Inputs.Select(i => i.Length > 0 && depends.Contains(i))],
                node.Outputs.Any(infinite.Contains), references);
            Propagate(scope, entry, arriving);
        }

        var gradients = of.Select(tensor => Total(tensor, builder, arriving)
            // What the output does not depend on has the derivative zero.
            ?? builder.Existing(tensor) * 0f).Select(v => v.Name).ToList();
        // Asking for a tensor twice would name an output twice, which is not a valid graph.
        var outputs = new[] { output }.Concat(of).Concat(gradients).Distinct().ToList();
        var whole = builder.Build(outputs);
        // All inputs stay, the seed too where the derivative is zero whatever it is: every program is fed the same.
        return new BackwardProgram(whole.WithOutputs(outputs) with { Inputs = whole.Inputs }, seedName, gradients);
    }

    private static void Propagate(GradientScope scope, GradientEntry entry, Dictionary<string, List<Value>> arriving)
    {
        var results = entry.Apply(scope);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] == Value.None)
                continue;
            var tensor = scope.Node.Inputs[i];
            // A stated shape states 32-bit floats with it.
            if (scope.Shapes.Types[tensor] == ElementType.Float && scope.Shapes.PerBatch(tensor) is { } shape)
                scope.Builder.State(results[i], shape);
            if (!arriving.TryGetValue(tensor, out var list))
                arriving[tensor] = list = [];
            list.Add(results[i]);
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
