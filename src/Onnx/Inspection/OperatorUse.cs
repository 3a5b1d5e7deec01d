using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Inspection;

/// <summary>An operator as a network uses it.</summary>
/// <param name="Operator">The type, with its domain unless that is the standard one.</param>
/// <param name="Count">How many nodes.</param>
/// <param name="Differentiated">How many of them lie between the image and the scores; the others compute constants and shapes.</param>
/// <param name="WithoutRule">The nodes that lie there and have no gradient rule.</param>
public sealed record OperatorUse(string Operator, int Count, int Differentiated, IReadOnlyList<string> WithoutRule)
{
    /// <summary>The operators of a network, by name.</summary>
    internal static IReadOnlyList<OperatorUse> Of(Graph graph, string input, string scores, Func<Node, bool> hasRule)
    {
        var between = DataPath.Between(graph, input, scores);
        return
        [
            .. graph.Nodes.GroupBy(n => n.Domain.Length == 0 ? n.Operator : $"{n.Domain}.{n.Operator}")
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(nodes =>
                {
                    var passed = nodes.Where(n => DataPath.Passes(n, between)).ToList();
                    return new OperatorUse(
                        nodes.Key, nodes.Count(), passed.Count, [.. passed.Where(n => !hasRule(n)).Select(n => n.Label)]);
                }),
        ];
    }
}
