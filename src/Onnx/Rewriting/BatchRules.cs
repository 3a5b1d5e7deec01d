using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>The operators in which exporters write down the batch.</summary>
internal static class BatchRules
{
    // A Reshape keeps the order of the elements, so the batch is in the axis of the result that begins where the batch does: behind as
    // many elements as before. That axis becomes −1, all others keep their exported lengths.
    [FreesBatch("Reshape")]
    internal static IReadOnlyList<Node> Reshape(Node node, BatchScope scope)
    {
        var (input, output) = (node.Inputs[0], node.Outputs[0]);
        if (!scope.IsFixed(node, 1) || scope.Walk.BatchAxis(input) is not { } from)
            return [node];
        var before = scope.Exported[input].Take(from).Aggregate(1L, (a, b) => a * b) * scope.Outer.GetValueOrDefault(input, 1);
        var dims = scope.Exported[output];
        if (Axis(dims, before, scope.Batch) is not { } to)
            return [node];
        var outer = before / dims.Take(to).Aggregate(1L, (a, b) => a * b);
        scope.Outer[output] = outer;
        return [node.Without("allowzero") with
        {
            Inputs = [input, scope.Add(node, "shape", Constant.Ints([.. dims.Select((d, axis) => axis == to ? -1 : d)]))],
        }];
    }

    private static int? Axis(long[] dims, long before, long batch)
    {
        var fitting = new List<(int Axis, long Outer)>();
        var start = 1L;
        for (var axis = 0; axis < dims.Length && start > 0; start *= dims[axis], axis++)
            if (before % start == 0 && dims[axis] % (before / start * batch) == 0)
                fitting.Add((axis, before / start));
        // With one image several axes fit: first an axis of its own, and the last axis, which holds features, only where there is no other.
        return fitting
            .OrderBy(f => f.Axis == dims.Length - 1 && f.Axis > 0).ThenBy(f => f.Outer).Select(f => (int?)f.Axis).FirstOrDefault();
    }

    // A length of 1 keeps that of the input.
    [FreesBatch("Expand")]
    internal static IReadOnlyList<Node> Expand(Node node, BatchScope scope)
    {
        if (!scope.IsFixed(node, 1) || scope.Walk.BatchAxis(node.Inputs[0]) is not { } from)
            return [node];
        var dims = scope.Exported[node.Outputs[0]];
        var to = dims.Length - scope.Exported[node.Inputs[0]].Length + from;
        return [node with
        {
            Inputs = [node.Inputs[0], scope.Add(node, "shape", Constant.Ints([.. dims.Select((d, axis) => axis == to ? 1 : d)]))],
        }];
    }

    // A constant beside the images' tokens (the class token) is repeated for every image; an exporter may have repeated it already.
    [FreesBatch("Concat")]
    internal static IReadOnlyList<Node> Concat(Node node, BatchScope scope)
    {
        if (node.Inputs.FirstOrDefault(i => scope.Walk.BatchAxis(i) is not null) is not { } images)
            return [node];
        var (axis, rank) = (scope.Walk.BatchAxis(images)!.Value, scope.Exported[images].Length);
        var nodes = new List<Node>();
        var inputs = node.Inputs.ToList();
        for (var i = 0; i < inputs.Count; i++)
        {
            if (scope.Walk.BatchAxis(inputs[i]) is not null
                || scope.Exported[inputs[i]] is not { } dims || dims.Length != rank || dims[axis] != scope.Batch)
                continue;
            string Temporary(string what) => $"viseval_{node.Outputs[0]}_{what}{i}";
            // [1, …, batch, …, 1]
            nodes.Add(Node.Of("Shape", [images], [Temporary("batch")], ("start", (long)axis), ("end", axis + 1L)));
            nodes.Add(Node.Of("Concat",
            [
                scope.Add(node, $"before{i}", Constant.Ints([.. Enumerable.Repeat(1L, axis)])), Temporary("batch"),
                scope.Add(node, $"after{i}", Constant.Ints([.. Enumerable.Repeat(1L, rank - axis - 1)])),
            ], [Temporary("shape")], ("axis", 0L)));
            nodes.Add(Node.Of("Slice",
            [
                inputs[i], scope.Add(node, $"first{i}", Constant.Ints(0)), scope.Add(node, $"second{i}", Constant.Ints(1)),
                scope.Add(node, $"axis{i}", Constant.Ints(axis)),
            ], [Temporary("one")]));
            nodes.Add(Node.Of("Expand", [Temporary("one"), Temporary("shape")], [Temporary("each")]));
            inputs[i] = Temporary("each");
        }
        return [.. nodes, node with { Inputs = inputs }];
    }

    // Without axes every axis of length 1 goes, the batch of one image too.
    [FreesBatch("Squeeze")]
    internal static IReadOnlyList<Node> Squeeze(Node node, BatchScope scope)
    {
        if (node.HasInput(1) || scope.Walk.BatchAxis(node.Inputs[0]) is not { } batch)
            return [node];
        var dims = scope.Exported[node.Inputs[0]];
        long[] axes = [.. Enumerable.Range(0, dims.Length).Where(a => dims[a] == 1 && a != batch).Select(a => (long)a)];
        return [node with { Inputs = [node.Inputs[0], scope.Add(node, "axes", Constant.Ints(axes))] }];
    }

    // Sizes of all axes but the batch.
    [FreesBatch("Resize")]
    internal static IReadOnlyList<Node> Resize(Node node, BatchScope scope)
    {
        if (!scope.IsFixed(node, 3)
            || scope.Exported[node.Inputs[3]] is [0] || node.Ints("axes") is not null || scope.Walk.BatchAxis(node.Inputs[0]) is not 0)
            return [node];
        var dims = scope.Exported[node.Outputs[0]];
        return
        [
            node.With("axes", Enumerable.Range(1, dims.Length - 1).Select(a => (long)a).ToArray()) with
            {
                Inputs = [node.Inputs[0], "", "", scope.Add(node, "sizes", Constant.Ints(dims.AsSpan(1)))],
            },
        ];
    }
}
