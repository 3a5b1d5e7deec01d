using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the tensor with one number a class, and the logits behind it.</summary>
internal static class ScoreFinder
{
    // With one number a class, these move no number past another.
    private static readonly HashSet<string> OnlyReshape = ["Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Transpose", "Cast"];

    /// <summary>The scores: a tensor, and whether it holds probabilities without logits behind them.</summary>
    public readonly record struct Found(string Tensor, bool AreProbabilities);

    /// <summary>The first output with one number a class; networks often give more (features, auxiliary scores, decisions).</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string Output(Graph graph, ShapeTable shapes, string path)
    {
        var computed = graph.Descendants(graph.Inputs.Select(i => i.Name));
        string Described(string output) => shapes.Knows(output) ? $"{output} [{string.Join("×", shapes.Of(output))}] for 2 images" : output;
        return graph.Outputs.FirstOrDefault(o => computed.Contains(o) && shapes.TypeOf(o) == ElementType.Float && Classes(shapes, o) > 1)
            ?? throw new InputException(
                $"{path}: none of the outputs is float N×classes: {string.Join(", ", graph.Outputs.Select(Described))}.");
    }

    /// <summary>The number of classes of a tensor N×classes, possibly with further axes of length 1; 0 if it is none.</summary>
    public static long Classes(ShapeTable shapes, string tensor) =>
        shapes.Knows(tensor) && shapes.Of(tensor) is { Length: >= 2 } shape && shapes.Fixed(tensor, 0) is null && shape[0] == 2
            && shape.Skip(1).Count(d => d != 1) == 1
            ? shape.Skip(1).Max()
            : 0;

    /// <summary>The logits are what the final softmax (or sigmoid, where classes are independent) reads.</summary>
    public static Found Logits(Graph graph, ShapeTable shapes, string output, ICollection<string> notes)
    {
        var producers = graph.Producers();
        Node? Producer(string tensor) => producers.TryGetValue(tensor, out var node) && node.Domain.Length == 0 ? node : null;
        var classes = Classes(shapes, output);
        var tensor = output;
        while (Producer(tensor) is { } skipped && OnlyReshape.Contains(skipped.Operator))
            tensor = skipped.Inputs[0];
        var end = Producer(tensor);
        var logarithm = end is { Operator: "Log" };
        if (logarithm)
        {
            tensor = end!.Inputs[0];
            while (Producer(tensor) is { } skipped && OnlyReshape.Contains(skipped.Operator))
                tensor = skipped.Inputs[0];
            end = Producer(tensor);
        }
        var logits = end switch
        {
            { Operator: "Softmax" or "LogSoftmax" } => end.Inputs[0],
            { Operator: "Sigmoid" } when !logarithm => end.Inputs[0],
            { Operator: "Div" or "Mul" } => WrittenOut(end, Producer, shapes),
            _ => null,
        };
        if (logits is null)
            return new(output, false);
        if (Classes(shapes, logits) != classes)
        {
            var probabilities = end!.Operator != "LogSoftmax" && !logarithm;
            notes.Add($"scores are '{output}'; what node '{end.Label}' ({end.Operator}) reads is not one number a class");
            return new(output, probabilities);
        }
        notes.Add($"scores are the input of node '{end!.Label}' ({(end.Operator is "Div" or "Mul" ? "a softmax written out" : end.Operator)}): logits");
        return new(logits, false);
    }

    // exp(x − max x) / Σ exp(x − max x), with or without the maximum.
    private static string? WrittenOut(Node quotient, Func<string, Node?> producer, ShapeTable shapes)
    {
        var exponential = producer(quotient.Inputs[0]);
        var sum = producer(quotient.Inputs[1]);
        if (quotient.Operator == "Mul")
        {
            if (sum is not { Operator: "Reciprocal" })
                (exponential, sum) = (producer(quotient.Inputs[1]), exponential);
            sum = sum is { Operator: "Reciprocal" } ? producer(sum.Inputs[0]) : null;
        }
        if (exponential is not { Operator: "Exp" } || sum is not { Operator: "ReduceSum" } || sum.Inputs[0] != exponential.Outputs[0]
            || shapes.PerImage(sum.Outputs[0]) != 1)
            return null;
        var shifted = exponential.Inputs[0];
        return producer(shifted) is { Operator: "Sub" } difference && producer(difference.Inputs[1]) is { Operator: "ReduceMax" } maximum
            && maximum.Inputs[0] == difference.Inputs[0]
            ? difference.Inputs[0]
            : shifted;
    }
}
