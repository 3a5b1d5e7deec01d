using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Pooling.</summary>
internal static class PoolingGradients
{
    // The operator's own index output tells the winner (the first of equals, in row-major order). Windows that do not overlap are
    // undone by MaxUnpool; where they overlap, a pixel can win several times and the derivatives are added up.
    [GradientOf("MaxPool")]
    internal static IReadOnlyList<Value> MaxPool(GradientScope s)
    {
        var w = Window.Of(s, s.Node.Ints("kernel_shape")!);
        var attributes = s.Node.Attributes.Where(a => a.Key != "storage_order").Select(a => (a.Key, a.Value)).ToArray();
        var indices = s.Builder.Op("MaxPool", 2, [s.Input(0)], attributes)[1];
        var x = s.Input(0);
        if (Enumerable.Range(0, w.Rank).All(a => w.Strides[a] >= w.Extent(a)))
            return [BlockedLayout.Enter(s, s.Builder.Op(
                "MaxUnpool", [s.Gradient, indices, x.Shape()], ("kernel_shape", w.Kernel), ("strides", w.Strides),
                ("pads", w.Pads.Select(p => Math.Max(0, p)).ToArray())))];
        var flat = x.Reshape(-1);
        var zeros = s.Builder.Op("ConstantOfShape", [flat.Shape()], ("value", Constant.Of([0f], 1)));
        var scattered = s.Builder.Op(
            "ScatterElements", [zeros, indices.Reshape(-1), s.Gradient.Reshape(-1)], ("axis", 0L), ("reduction", "add"));
        return [BlockedLayout.Enter(s, scattered.ReshapeLike(x))];
    }

    // Every input shares the derivative of the windows it is in, each divided by the number of values averaged there.
    [GradientOf("AveragePool")]
    internal static IReadOnlyList<Value> AveragePool(GradientScope s)
    {
        var w = Window.Of(s, s.Node.Ints("kernel_shape")!);
        var shares = Shares(w, s.Node.Int("count_include_pad") == 1, s.Node.Ints("pads"));
        var floats = shares.Floats;
        // Without padding all shares are the same.
        var share = floats.IndexOfAnyExcept(floats[0]) < 0 ? Constant.Scalar(floats[0]) : shares;
        return [WindowSums.Spread(s, s.Gradient * s.Builder.Constant(share), w)];
    }

    // Each derivative goes to the value that was put in its place.
    [GradientOf("MaxUnpool")]
    internal static IReadOnlyList<Value> MaxUnpool(GradientScope s) => [s.Builder.Op("Gather", [s.Gradient.Reshape(-1), s.Input(1)])];

    [GradientOf("GlobalAveragePool")]
    internal static IReadOnlyList<Value> GlobalAveragePool(GradientScope s)
    {
        var pixels = s.InputShape()[2..].Aggregate(1L, (a, b) => a * b);
        return [BlockedLayout.Enter(s, s.Builder.Op("Expand", [s.Gradient * (1f / pixels), s.Input(0).Shape()]))];
    }

    // Equal maxima share the derivative evenly.
    [GradientOf("GlobalMaxPool")]
    internal static IReadOnlyList<Value> GlobalMaxPool(GradientScope s)
    {
        var winners = s.Builder.Op("Equal", [s.Input(0), s.Output()]).ToFloat();
        long[] axes = [.. Enumerable.Range(2, s.InputShape().Length - 2).Select(a => (long)a)];
        return [s.Gradient / winners.Sum(keep: true, axes) * winners];
    }

    // 1/number of averaged values for every output position: the product of the counts along each axis.
    private static Constant Shares(Window w, bool includePadding, long[]? pads)
    {
        var shares = new float[w.Output.Aggregate((a, b) => a * b)];
        for (var i = 0; i < shares.Length; i++)
        {
            var (rest, count) = ((long)i, 1L);
            for (var a = w.Rank - 1; a >= 0; a--)
            {
                var start = rest % w.Output[a] * w.Strides[a] - w.Begin[a];
                rest /= w.Output[a];
                // Padding counts where asked, but never what lies beyond it (ceil_mode).
                var (low, high) = includePadding
                    ? (-w.Begin[a], w.Input[a] + (pads?[w.Rank + a] ?? Math.Max(0, w.End(a))))
                    : (0, w.Input[a]);
                count *= Enumerable.Range(0, (int)w.Kernel[a])
                    .Count(k => start + k * w.Dilations[a] >= low && start + k * w.Dilations[a] < high);
            }
            // A window that lies in the padding altogether reads nothing.
            shares[i] = count == 0 ? 0 : 1f / count;
        }
        return Constant.Of(shares, [1, 1, .. w.Output]);
    }
}
