using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the classes that a network picks of its softmax or its sigmoids at the end: a background that it drops, or another
/// order.</summary>
internal static class PickedColumns
{
    /// <summary>The logits behind, which of them are picked, in order, and the softmax or sigmoid; null where the end is something
    /// else.</summary>
    /// <remarks>One column of a softmax is no class of several: it is the probability of yes.</remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="tail">Its last nodes.</param>
    /// <param name="end">The last node that changes more than form and scale.</param>
    public static (string Logits, IReadOnlyList<int> Columns, Node Activation)? Of(
        Graph graph, ShapeTable shapes, ScoreTail tail, Node? end)
    {
        if (end is not { Operator: "Slice" or "Gather" } || ScoreFinder.Classes(shapes, end.Inputs[0]) is var count && count < 2
            || tail.Producer(tail.Unscaled(end.Inputs[0])) is not { Operator: "Softmax" or "Sigmoid" } activation
            || ScoreFinder.Classes(shapes, activation.Inputs[0]) != count)
            return null;
        return Columns(graph, shapes, end) is { Count: > 0 } picked && (picked.Count > 1 || activation.Operator == "Sigmoid")
            ? (activation.Inputs[0], picked, activation)
            : null;
    }

    /// <summary>Which columns of its scores a node takes, in order; null where that is not known, or it takes something else.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="node">A node that reads N×classes.</param>
    public static IReadOnlyList<int>? Columns(Graph graph, ShapeTable shapes, Node node)
    {
        if (node.Operator is not ("Slice" or "Gather") || ScoreFinder.Classes(shapes, node.Inputs[0]) is var count && count < 2)
            return null;
        var dims = shapes.Of(node.Inputs[0]);
        var classes = Array.FindLastIndex(dims, length => length == count);
        var columns = node.Operator == "Slice" ? Sliced(graph, node, classes, dims.Length, count)
            : Axis(node.Int("axis"), dims.Length) == classes ? Numbers(graph, node, 1)?.Select(i => i < 0 ? i + count : i)
            : null;
        return columns is null ? null : [.. columns.Select(c => (int)c)];
    }

    private static IEnumerable<long>? Sliced(Graph graph, Node slice, int classes, int rank, long count)
    {
        if (Numbers(graph, slice, 1) is not [var start] || Numbers(graph, slice, 2) is not [var end]
            || Numbers(graph, slice, 3) is not [var axis] || Axis(axis, rank) != classes)
            return null;
        var step = slice.HasInput(4) ? Numbers(graph, slice, 4) is [not 0 and var by] ? by : 0 : 1;
        if (step == 0)
            return null;
        long From(long place) => place < 0 ? place + count : place;
        return step > 0
            ? Steps(Math.Clamp(From(start), 0, count), Math.Clamp(From(end), 0, count), step)
            : Steps(Math.Clamp(From(start), 0, count - 1), Math.Clamp(From(end), -1, count - 1), step);
    }

    private static IEnumerable<long> Steps(long start, long end, long step)
    {
        for (var at = start; step > 0 ? at < end : at > end; at += step)
            yield return at;
    }

    private static long Axis(long axis, int rank) => axis < 0 ? axis + rank : axis;

    private static long[]? Numbers(Graph graph, Node node, int input) => !node.HasInput(input)
        || !graph.Constants.TryGetValue(node.Inputs[input], out var constant) ? null
        : constant.Type switch
        {
            ElementType.Int64 => constant.Int64s.ToArray(),
            ElementType.Int32 => [.. constant.As<int>(ElementType.Int32).ToArray().Select(i => (long)i)],
            _ => null,
        };
}
