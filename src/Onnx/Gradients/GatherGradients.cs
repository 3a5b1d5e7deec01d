using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Reading by indices: each derivative goes back where the element was read; an element read twice gets both.</summary>
/// <remarks>Scattering adds in one thread, element by element. ScatterND would be faster, but adds to one place from several threads at
/// once. Nothing flows to the indices, so it does not matter how they were computed.</remarks>
internal static class GatherGradients
{
    [GradientOf("Gather")]
    internal static IReadOnlyList<Value> Gather(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis"));
        var rank = s.InputShape().Length;
        var gradient = s.InputShape(1).Length switch
        {
            0 => s.Builder.Op("Unsqueeze", [s.Gradient, s.Builder.Ints(axis)]),
            1 => s.Gradient,
            _ => Flat(s, axis),
        };
        if (s.ConstantInput(1) is { } constant && s.Shapes.Fixed(s.Node.Inputs[0], axis) is { } length)
        {
            long[] positions = [.. Indices.Read(constant).Select(p => p < 0 ? p + length : p)];
            // A position that is read very often would make the table of readers long.
            if (positions.CountBy(p => p).Max(p => (long)p.Value) * length <= 8 * (positions.Length + length))
                return [Indices.Spread(gradient, axis, rank, length, positions)];
        }
        long[] along = [.. Enumerable.Range(0, rank).Select(a => a == axis ? -1L : 1)];
        var everywhere = s.Builder.Op("Expand", [s.Input(1).Reshape(along), gradient.Shape()]);
        return [Add(s.Input(0), everywhere, gradient, axis)];
    }

    [GradientOf("GatherElements")]
    internal static IReadOnlyList<Value> GatherElements(GradientScope s) => [Add(s.Input(0), s.Input(1), s.Gradient, s.Node.Int("axis"))];

    // Index tuples become positions in the flattened axes: p = Σ iₖ·(lengths of the axes after k), plus where the image begins.
    [GradientOf("GatherND")]
    internal static IReadOnlyList<Value> GatherND(GradientScope s)
    {
        var b = s.Builder;
        var (batch, depth) = ((int)s.Node.Int("batch_dims"), (int)s.InputShape(1)[^1]);
        var indexed = Enumerable.Range(batch + 1, depth - 1).Select(a => s.Shapes.Fixed(s.Node.Inputs[0], a)).ToList();
        var rest = Enumerable.Range(batch + depth, s.InputShape().Length - batch - depth)
            .Select(a => s.Shapes.Fixed(s.Node.Inputs[0], a)).ToList();
        if (indexed.Concat(rest).Any(length => length is null))
            throw s.Refuse("an axis other than the first it indexes grows with the batch.");
        long[] strides =
            [.. Enumerable.Range(0, depth).Select(k => indexed.Skip(k).Aggregate(1L, (product, length) => product * length!.Value))];
        var lengths = s.Input(0).Map("Shape", ("start", (long)batch), ("end", (long)(batch + depth)));
        var indices = s.Input(1);
        indices = (indices + lengths).Where(b.Op("Less", [indices, b.Ints(0)]), indices);
        var positions = (indices * b.Ints(strides)).Sum(keep: false, -1);
        if (batch > 0)
        {
            var images = s.Input(0).Map("Shape", ("start", 0L), ("end", (long)batch)).Map("ReduceProd", ("keepdims", 0L));
            var perImage = lengths.Map("ReduceProd", ("keepdims", 0L));
            var first = b.Op("Range", [b.Constant(Constant.IntScalar(0)), images, b.Constant(Constant.IntScalar(1))]) * perImage;
            var shape = b.Op("Concat", [images.Reshape(1), b.Ints(-1)], ("axis", 0L));
            positions = b.Op("Reshape", [positions, shape]) + first.Reshape(-1, 1);
        }
        long[] rows = [-1, rest.Aggregate(1L, (product, length) => product * length!.Value)];
        var gradient = s.Gradient.Reshape(rows);
        var everywhere = b.Op("Expand", [positions.Reshape(-1, 1), gradient.Shape()]);
        return [Add(s.Input(0).Reshape(rows), everywhere, gradient, 0).ReshapeLike(s.Input(0))];
    }

    // The axes of the indices, joined to one.
    private static Value Flat(GradientScope s, int axis)
    {
        var x = s.Input(0);
        var shape = s.Builder.Op(
            "Concat", [x.Map("Shape", ("end", (long)axis)), s.Builder.Ints(-1), x.Map("Shape", ("start", axis + 1L))], ("axis", 0L));
        return s.Builder.Op("Reshape", [s.Gradient, shape]);
    }

    private static Value Add(Value x, Value indices, Value gradient, long axis) =>
        x.Builder.Op("ScatterElements", [Indices.ZerosLike(x), indices, gradient], ("axis", axis), ("reduction", "add"));
}
