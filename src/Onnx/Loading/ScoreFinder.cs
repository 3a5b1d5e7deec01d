using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the tensor with one number a class, and the logits behind it.</summary>
internal static class ScoreFinder
{
    /// <summary>The scores: a tensor, what it holds, and what probabilities without logits behind them sum to.</summary>
    /// <param name="Tensor">The tensor.</param>
    /// <param name="Kind">How its numbers are meant; null where the network does not show it.</param>
    /// <param name="AreProbabilities">Whether they are probabilities without logits behind them.</param>
    /// <param name="Total">Their sum.</param>
    public readonly record struct Found(string Tensor, ScoreKind? Kind, bool AreProbabilities = false, double Total = 1)
    {
        /// <summary>The columns of the tensor that are the scores, in their order; null for all.</summary>
        public IReadOnlyList<int>? Columns { get; init; }

        /// <summary>Whether a kind is assumed because neither the network shows it nor anybody states it.</summary>
        public bool IsAssumed { get; init; }

        /// <summary>Whether they are taken for probabilities because they cannot leave 0…1, which a statement may contradict.</summary>
        public bool ByRange { get; init; }
    }

    /// <summary>The number of scores an image of a tensor N×classes, possibly with further axes of length 1; 1 also for N alone;
    /// 0 if it is none.</summary>
    public static long Classes(ShapeTable shapes, string tensor) =>
        shapes.Knows(tensor) && shapes.Of(tensor) is { Length: >= 1 } shape && shapes.Fixed(tensor, 0) is null && shape[0] == 2
            && shape.Skip(1).Count(d => d != 1) <= 1
            ? shape.Skip(1).Append(1).Max()
            : 0;

    /// <summary>The logits are what the final softmax (or sigmoid, where classes are independent) reads.</summary>
    public static Found Logits(Graph graph, ShapeTable shapes, string output, ICollection<string> notes)
    {
        var tail = new ScoreTail(graph);
        var classes = Classes(shapes, output);
        var last = tail.Producer(tail.Unshaped(output));
        var logarithm = last is { Operator: "Log" };
        // Of a logarithm a factor is a temperature, of a probability it is a unit.
        var end = last is { Operator: "LogSoftmax" } ? last : tail.Producer(tail.Unscaled(logarithm ? last!.Inputs[0] : output));
        var logits = end switch
        {
            { Operator: "Softmax" } => end.Inputs[0],
            { Operator: "LogSoftmax" } when end == last => end.Inputs[0],
            { Operator: "Sigmoid" } => end.Inputs[0],
            _ => WrittenOut(end, tail, shapes),
        };
        if (logits is not null && Classes(shapes, logits) == classes)
        {
            notes.Add($"scores are the input of node '{end!.Label}' "
                + $"({(end.Operator is "Div" or "Mul" ? "a softmax written out" : end.Operator)}): logits");
            return new(logits, KindOf(end));
        }
        if (PickedColumns.Of(graph, shapes, tail, end) is var (behind, columns, picked) && columns.Count == classes)
        {
            notes.Add($"scores are {columns.Count} of the columns that node '{picked.Label}' ({picked.Operator}) reads: logits; "
                + "probabilities are of these columns alone");
            return new(behind, KindOf(picked)) { Columns = columns };
        }
        if (logits is not null)
            notes.Add($"scores are '{output}'; what node '{end!.Label}' ({end.Operator}) reads is not one number a class");
        if (logarithm || end is { Operator: "LogSoftmax" })
            return new(output, ScoreKind.Softmax);
        if (end is { Operator: "HardSigmoid" })
        {
            notes.Add(
                $"scores are '{output}': probabilities of classes that stand by themselves (HardSigmoid), without logits behind them");
            return new(output, ScoreKind.Sigmoid, AreProbabilities: true);
        }
        var sums = new ProbabilityTotal(graph, shapes, tail, output);
        if (sums.Of(output) is not { } all)
            return logits is not null ? new(output, KindOf(end!), AreProbabilities: true)
                : new ValueRange(graph, shapes, tail, sums).Of(output).IsWithin(Interval.Unit, ScoreTail.Margin)
                    ? new(output, ScoreKind.Sigmoid, AreProbabilities: true) { ByRange = true }
                    : new(output, null);
        // Several softmaxes side by side are probabilities each.
        var total = end is { Operator: "Softmax" } ? all / sums.Rows(end) : all;
        var divided = IsOne(total) ? "" : FormattableString.Invariant($", divided by their sum {total:g6}");
        notes.Add($"scores are '{output}': probabilities (averages or sums of softmaxes, or shares of a sum) without logits behind "
            + $"them{divided}; their own derivative is taken, and as a score their logarithm");
        return new(output, ScoreKind.Softmax, AreProbabilities: true, total);
    }

    private static ScoreKind KindOf(Node end) => end.Operator == "Sigmoid" ? ScoreKind.Sigmoid : ScoreKind.Softmax;

    /// <summary>Whether probabilities need no division by their sum.</summary>
    public static bool IsOne(double total) => Math.Abs(total - 1) < 1e-6;

    // exp(x − max x) / Σ exp(x − max x), with or without the maximum.
    private static string? WrittenOut(Node? quotient, ScoreTail tail, ShapeTable shapes)
    {
        if (quotient is not { Operator: "Div" or "Mul" })
            return null;
        Node? Producer(string tensor) => tail.Producer(tensor);
        var exponential = Producer(quotient.Inputs[0]);
        var sum = Producer(quotient.Inputs[1]);
        if (quotient.Operator == "Mul")
        {
            if (sum is not { Operator: "Reciprocal" })
                (exponential, sum) = (Producer(quotient.Inputs[1]), exponential);
            sum = sum is { Operator: "Reciprocal" } ? Producer(sum.Inputs[0]) : null;
        }
        if (exponential is not { Operator: "Exp" } || sum is not { Operator: "ReduceSum" } || sum.Inputs[0] != exponential.Outputs[0]
            || shapes.PerImage(sum.Outputs[0]) != 1)
            return null;
        var shifted = exponential.Inputs[0];
        return Producer(shifted) is { Operator: "Sub" } difference && Producer(difference.Inputs[1]) is { Operator: "ReduceMax" } maximum
            && maximum.Inputs[0] == difference.Inputs[0]
            ? difference.Inputs[0]
            : shifted;
    }
}
