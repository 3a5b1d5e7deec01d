using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Resizing: linear and separable, so the derivative is a product with the transposed interpolation along every
/// resized axis.</summary>
internal static class ResizeGradients
{
    [GradientOf("Resize")]
    internal static IReadOnlyList<Value> Resize(GradientScope s)
    {
        var mode = s.Node.Text("mode", "nearest");
        var rule = s.Node.Text("coordinate_transformation_mode", "half_pixel");
        if (s.Node.Int("antialias") == 1)
            throw s.Refuse("resizing with antialias is not covered.");
        if (!Interpolation.Coordinates.TryGetValue(rule, out var coordinate))
            throw s.Refuse($"the coordinate rule '{rule}' is not covered; {string.Join(", ", Interpolation.Coordinates.Keys)} are.");
        var resized = Axes(s, rule == "align_corners");
        if (mode == "nearest")
            return [Nearest(s, resized, coordinate)];
        var gradient = s.Gradient;
        // The last axis first: those before it then pass over a smaller tensor.
        foreach (var (axis, how) in resized.Reverse())
            gradient = Along(s, gradient, axis, how, mode == "linear"
                ? how.Linear(coordinate)
                : how.Cubic(coordinate, s.Node.Float("cubic_coeff_a", -0.75f), s.Node.Int("exclude_outside") == 1));
        return [gradient];
    }

    // Blocks of equal elements, as most networks enlarge: a sum over each block, which average pooling computes fastest.
    // Else one gather an axis.
    private static Value Nearest(GradientScope s, SortedDictionary<int, Interpolation> resized, Func<Interpolation, long, float> coordinate)
    {
        var round = Interpolation.Roundings[s.Node.Text("nearest_mode", "round_prefer_floor")];
        var rank = s.InputShape().Length;
        var read = resized.Select(r => (Axis: r.Key, r.Value.From, r.Value.To, Positions: r.Value.Nearest(coordinate, round))).ToList();
        if (rank is >= 3 and <= 5
            && read.Count > 0 && read.All(r => r.Axis >= 2 && r.To % r.From == 0 && AreBlocks(r.Positions, r.To / r.From)))
        {
            var blocks = new long[rank - 2];
            Array.Fill(blocks, 1);
            foreach (var r in read)
                blocks[r.Axis - 2] = r.To / r.From;
            return s.Gradient.Map("AveragePool", ("kernel_shape", blocks), ("strides", blocks)) * blocks.Aggregate((a, b) => a * b);
        }
        return Enumerable.Reverse(read).Aggregate(s.Gradient, (g, r) => Indices.Spread(g, r.Axis, rank, r.From, r.Positions));
    }

    private static bool AreBlocks(long[] positions, long block) =>
        Enumerable.Range(0, positions.Length).All(i => positions[i] == i / block);

    // dx = Wᵀ·g along the axis, W being To×From: from the right on the last axis, else from the left with the later axes joined.
    private static Value Along(GradientScope s, Value gradient, int axis, Interpolation how, float[] matrix)
    {
        var rank = s.InputShape().Length;
        if (axis == rank - 1)
            return gradient.MatMul(s.Builder.Constant(Constant.Of(matrix, how.To, how.From)));
        var transposed = new float[matrix.Length];
        for (var i = 0; i < how.To; i++)
            for (var j = 0; j < how.From; j++)
                transposed[j * how.To + i] = matrix[i * how.From + j];
        var left = s.Builder.Constant(Constant.Of(transposed, how.From, how.To));
        if (axis == rank - 2)
            return left.MatMul(gradient);
        // The later axes have their final lengths already.
        var later = Enumerable.Range(axis + 1, rank - axis - 1).Select(a => s.Shapes.Fixed(s.Node.Inputs[0], a) ?? -1).ToArray();
        if (later.Count(d => d < 0) > 1)
            throw s.Refuse("two axes behind a resized one grow with the batch.");
        long[] leading = [.. Enumerable.Repeat(0L, axis)];
        var product = left.MatMul(gradient.Reshape([.. leading, how.To, -1]));
        return product.Reshape([.. leading, how.From, .. later]);
    }

    // What happens along every axis that does not stay as it is.
    private static SortedDictionary<int, Interpolation> Axes(GradientScope s, bool scaleIsIrrelevant)
    {
        var rank = s.InputShape().Length;
        long[] axes = [.. (s.Node.Ints("axes") ?? [.. Enumerable.Range(0, rank).Select(a => (long)a)]).Select(a => (long)s.Axis(a))];
        var scales = s.Node.HasInput(2) && s.InputShape(2) is not [0] ? s.ConstantInput(2) : null;
        var bySizes = s.Node.HasInput(3) && s.InputShape(3) is not [0];
        if (scales is null && !bySizes && !scaleIsIrrelevant)
            throw s.Refuse("its scales are computed by the network.");
        var resized = new SortedDictionary<int, Interpolation>();
        // The runtime copies what keeps its shape, whatever the factors.
        if (s.InputShape().SequenceEqual(s.OutputShape()))
            return resized;
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = (int)axes[i];
            var (from, to) = (s.InputShape()[axis], s.OutputShape()[axis]);
            var scale = scales is { } given ? given.Floats[i] : to / (float)from;
            if (from == to && scale == 1)
                continue;
            if (s.Shapes.Fixed(s.Node.Inputs[0], axis) is null || s.Shapes.Fixed(s.Node.Outputs[0], axis) is null)
                throw s.Refuse("it resizes an axis that grows with the batch.");
            resized[axis] = new Interpolation(from, to, scale);
        }
        return bySizes ? KeepRatio(s, axes, resized) : resized;
    }

    // One factor for all listed axes, the smallest or largest of those that the wanted sizes ask for; then the lengths are rounded.
    private static SortedDictionary<int, Interpolation> KeepRatio(
        GradientScope s, long[] axes, SortedDictionary<int, Interpolation> resized)
    {
        var policy = s.Node.Text("keep_aspect_ratio_policy", "stretch");
        if (policy == "stretch" || resized.Count == 0)
            return resized;
        if (s.ConstantInput(3) is not { } constant)
            throw s.Refuse("its sizes are computed by the network, and it keeps the aspect ratio.");
        var sizes = Indices.Read(constant);
        var factors = axes.Select((a, i) => sizes[i] / (float)s.InputShape()[a]).ToList();
        var factor = policy == "not_larger" ? factors.Min() : factors.Max();
        var kept = new SortedDictionary<int, Interpolation>();
        foreach (var axis in axes.Select(a => (int)a))
            kept[axis] = new Interpolation(s.InputShape()[axis], s.OutputShape()[axis], factor);
        return kept;
    }
}
