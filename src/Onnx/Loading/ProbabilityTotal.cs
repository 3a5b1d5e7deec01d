using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Loading;

/// <summary>Tells from the graph alone that no value of a tensor is negative and that those of one image have a fixed sum: Σ p = 1 of
/// every softmax, kept by averages, sums, positive factors and reshaping.</summary>
internal sealed class ProbabilityTotal(Graph graph, ShapeTable shapes, ScoreTail tail, string output)
{
    private readonly GraphFacts _facts = new(graph, shapes, output);

    /// <summary>The sum of a tensor's values for one image; null where it is not fixed or a value can be negative.</summary>
    public double? Of(string tensor)
    {
        if (tail.Producer(tensor) is not { } node || !shapes.Knows(tensor) || shapes.PerImage(tensor) <= 0)
            return null;
        if (ScoreTail.Reshapes(node))
            return Of(node.Inputs[0]);
        if (tail.Factored(node) is var (inner, factor))
            return Of(inner) * factor;
        return node.Operator switch
        {
            "Softmax" => Rows(node),
            "Add" or "Sum" => Lifted(node) ?? Summed(node),
            "Mean" => Summed(node) / node.Inputs.Count,
            "Concat" => node.Inputs.Aggregate((double?)0, (sum, input) => sum + Of(input)),
            "ReduceSum" => Of(node.Inputs[0]),
            "ReduceMean" => Of(node.Inputs[0]) * shapes.PerImage(tensor) / shapes.PerImage(node.Inputs[0]),
            "Div" when Sums(node.Inputs[1], node.Inputs[0]) && NonNegative.Holds(node.Inputs[0], _facts) => shapes.PerImage(node.Inputs[1]),
            _ => null,
        };
    }

    /// <summary>The rows of a softmax for one image: each sums to 1.</summary>
    public double Rows(Node node)
    {
        var dims = shapes.Of(node.Outputs[0]);
        var axis = node.Int("axis", -1);
        return (double)shapes.PerImage(node.Outputs[0]) / dims[axis < 0 ? axis + dims.Length : axis];
    }

    // One number that is added to all, as smoothing does.
    private double? Lifted(Node node)
    {
        for (var i = 0; i < 2 && node.Inputs.Count == 2; i++)
            if (graph.Constants.TryGetValue(node.Inputs[i], out var constant)
                && constant is { Type: ElementType.Float, Count: 1 } && constant.Floats[0] >= 0)
                return Of(node.Inputs[1 - i]) + constant.Floats[0] * shapes.PerImage(node.Outputs[0]);
        return null;
    }

    // Summands of one size; what is broadcast counts more than once.
    private double? Summed(Node node) => node.Inputs.All(i => shapes.Knows(i) && shapes.PerImage(i) == shapes.PerImage(node.Outputs[0]))
        ? node.Inputs.Aggregate((double?)0, (sum, input) => sum + Of(input))
        : null;

    // Whether a tensor holds sums of another's values, each value in one of them.
    private bool Sums(string sum, string of)
    {
        while (tail.Producer(sum) is { Operator: not ("Mul" or "Div") } node && tail.Factored(node) is var (inner, _))
            sum = inner;
        return tail.Producer(sum) is { Operator: "ReduceSum" or "ReduceL1" } reduced && reduced.Inputs[0] == of
            && shapes.Of(sum).Length == shapes.Of(of).Length;
    }
}
