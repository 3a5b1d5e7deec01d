using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Convolution.</summary>
internal static class ConvolutionGradients
{
    [GradientOf("Conv")]
    internal static IReadOnlyList<Value> Conv(GradientScope s)
    {
        var window = Window.Of(s, s.InputShape(1)[2..]);
        long[] everywhere = [0, .. Enumerable.Range(2, window.Rank).Select(a => (long)a)];
        return
        [
            s.Wanted[0] ? InputGradient(s, window) : Value.None,
            s.Wanted[1] ? ConvolutionWeights.Gradient(s, window) : Value.None,
            s.Wanted.Count > 2 && s.Wanted[2] ? s.Gradient.Sum(keep: false, everywhere) : Value.None,
        ];
    }

    // With stride 1 an ordinary convolution with flipped weights costs as much as the forward one; ConvTranspose 1–2 times,
    // for depthwise kernels 5–7 times as much. So depthwise kernels with strides are spread out first, then convolved.
    private static Value InputGradient(GradientScope s, Window window)
    {
        var groups = s.Node.Int("group", 1);
        var depthwise = groups > 1 && groups == s.InputShape()[1];
        if (window.HasUnitStride && CanPad(window))
            return Flipped(s, s.Gradient, window, groups);
        if (depthwise && CanPad(window))
            return Flipped(s, Dilate(s.Gradient, window), window, groups);
        return BlockedLayout.Enter(s, Transposed(s, window, groups));
    }

    private static bool CanPad(Window w) => Enumerable.Range(0, w.Rank).All(a => w.Begin[a] < w.Extent(a) && w.End(a) < w.Extent(a));

    private static Value Flipped(GradientScope s, Value gradient, Window w, long groups)
    {
        var spatial = Enumerable.Range(0, w.Rank);
        var weights = Reversed(Exchanged(s, w, groups), w);
        long[] pads =
        [
            .. spatial.Select(a => w.Extent(a) - 1 - w.Begin[a]),
            // What the strides skipped at the end gets no gradient: the padding there is shorter or longer by as much.
            .. spatial.Select(a => w.Extent(a) - 1 - w.End(a)),
        ];
        return s.Builder.Op("Conv", [gradient, weights], ("group", groups), ("dilations", w.Dilations), ("pads", pads));
    }

    // [g·M, C, k…] → [g·C, M, k…]. The runtime does this once, when it compiles the program, but every step is a copy of all weights.
    private static Value Exchanged(GradientScope s, Window w, long groups)
    {
        var shape = s.InputShape(1);
        var (outputs, inputs) = (shape[0] / groups, shape[1]);
        var spatial = Enumerable.Range(0, w.Rank);
        if (outputs == 1 && inputs == 1)
            return s.Input(1);
        return groups == 1
            ? s.Input(1).Transpose([1, 0, .. spatial.Select(a => a + 2L)])
            : s.Input(1).Reshape([groups, outputs, inputs, .. w.Kernel])
                .Transpose([0, 2, 1, .. spatial.Select(a => a + 3L)])
                .Reshape([groups * inputs, outputs, .. w.Kernel]);
    }

    private static Value Reversed(Value weights, Window w)
    {
        long[] axes = [.. Enumerable.Range(0, w.Rank).Where(a => w.Kernel[a] > 1).Select(a => a + 2L)];
        if (axes.Length == 0)
            return weights;
        Value All(long value) => weights.Builder.Ints([.. axes.Select(_ => value)]);
        return weights.Builder.Op("Slice", [weights, All(-1), All(long.MinValue), weights.Builder.Ints(axes), All(-1)]);
    }

    // Inserts stride−1 zeros between neighbours. Along the last axis that is a product with a 0/1 matrix (padding single numbers takes ten
    // times as long); along the others whole rows follow each other: [.., h, w] → padded to [.., h, stride·w] → [.., h·stride, w].
    private static Value Dilate(Value gradient, Window w)
    {
        var last = w.Rank - 1;
        long[] sizes = [.. w.Output];
        if (w.Strides[last] > 1)
        {
            gradient = gradient.MatMul(Spacing(gradient.Builder, sizes[last], w.Strides[last]));
            sizes[last] = (sizes[last] - 1) * w.Strides[last] + 1;
        }
        for (var a = last - 1; a >= 0; a--)
        {
            if (w.Strides[a] == 1)
                continue;
            var row = sizes[(a + 1)..].Aggregate(1L, (x, y) => x * y);
            long[] kept = [.. Enumerable.Repeat(0L, a + 2)];
            var pads = new long[2 * (a + 4)];
            pads[^1] = (w.Strides[a] - 1) * row;
            gradient = gradient.Builder.Op("Pad", [gradient.Reshape([.. kept, sizes[a], row]), gradient.Builder.Ints(pads)]);
            sizes[a] *= w.Strides[a];
            gradient = gradient.Reshape([.. kept, .. sizes[a..]]).Slice(a + 2, 0, sizes[a] -= w.Strides[a] - 1);
        }
        return gradient;
    }

    // M[i, i·stride] = 1.
    private static Value Spacing(GraphBuilder builder, long length, long stride)
    {
        var apart = (length - 1) * stride + 1;
        var matrix = new float[length * apart];
        for (var i = 0L; i < length; i++)
            matrix[i * apart + i * stride] = 1;
        return builder.Constant(Constant.Of(matrix, length, apart));
    }

    private static Value Transposed(GradientScope s, Window w, long groups)
    {
        long[] begin = [.. w.Begin];
        // Output that no window touched gets zeros; ConvTranspose calls that output padding.
        long[] extra = [.. Enumerable.Range(0, w.Rank).Select(a => Math.Max(0, -w.End(a)))];
        long[] end = [.. Enumerable.Range(0, w.Rank).Select(a => Math.Max(0, w.End(a)))];
        return s.Builder.Op(
            "ConvTranspose", [s.Gradient, s.Input(1)],
            ("group", groups), ("strides", w.Strides), ("dilations", w.Dilations), ("pads", (long[])[.. begin, .. end]), ("output_padding", extra));
    }
}
