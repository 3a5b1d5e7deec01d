using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the two columns 1 − s and s of one sigmoid, as which some exporters write yes and no.</summary>
internal static class Complements
{
    /// <summary>The logit behind s = 1/(1 + exp(−z)), and whether s stands first; null where the output is something else.</summary>
    public static (string Logit, bool YesFirst)? Of(Graph graph, ShapeTable shapes, string output)
    {
        var tail = new ScoreTail(graph);
        if (ScoreFinder.Classes(shapes, output) != 2
            || tail.Producer(tail.Unshaped(output)) is not { Operator: "Concat", Inputs: [var first, var second] })
            return null;
        foreach (var (yes, no, yesFirst) in new[] { (first, second, true), (second, first, false) })
            if (tail.Producer(tail.Unshaped(no)) is { Operator: "Sub" } difference && IsOne(graph, difference.Inputs[0])
                && tail.Unshaped(difference.Inputs[1]) == tail.Unshaped(yes)
                && tail.Producer(tail.Unshaped(yes)) is { Operator: "Sigmoid" } sigmoid
                && ScoreFinder.Classes(shapes, sigmoid.Inputs[0]) == 1)
                return (sigmoid.Inputs[0], yesFirst);
        return null;
    }

    private static bool IsOne(Graph graph, string tensor) =>
        graph.Constants.TryGetValue(tensor, out var constant)
            && constant is { Type: ElementType.Float, Count: 1 } && constant.Floats[0] == 1;
}
