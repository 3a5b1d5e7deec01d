using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>The transpose of summing over windows: every input gets the sum of the values of the windows it is in.</summary>
internal static class WindowSums
{
    /// <summary>Spreads one value a window over the input of a pooling operator.</summary>
    /// <remarks>With stride 1 that is a sum over windows again, which the runtime's average pooling computes fastest. Else a transposed
    /// convolution with ones, for each channel by itself.</remarks>
    public static Value Spread(GradientScope s, Value values, Window w) =>
        w.HasUnitStride && Enumerable.Range(0, w.Rank).All(a => IsPadding(w, a, w.Begin[a]) && IsPadding(w, a, w.End(a)))
            ? Averaged(values, w)
            : Transposed(s, values, w);

    private static bool IsPadding(Window w, int axis, long amount) => w.Dilations[axis] == 1 && amount >= 0 && amount < w.Kernel[axis];

    private static Value Averaged(Value values, Window w)
    {
        long[] pads = [.. Enumerable.Range(0, w.Rank).Select(a => w.Kernel[a] - 1 - w.Begin[a]),
            .. Enumerable.Range(0, w.Rank).Select(a => w.Kernel[a] - 1 - w.End(a))];
        return values.Map("AveragePool", ("kernel_shape", w.Kernel), ("pads", pads), ("count_include_pad", 1L)) * Size(w);
    }

    private static Value Transposed(GradientScope s, Value values, Window w)
    {
        // Channels become images, so that the transposed convolution has one channel.
        var single = values.Reshape([-1, 1, .. w.Output]);
        long[] end = [.. Enumerable.Range(0, w.Rank).Select(a => Math.Max(0, w.End(a)))];
        long[] extra = [.. Enumerable.Range(0, w.Rank).Select(a => Math.Max(0, -w.End(a)))];
        var kernel = s.Builder.Constant(Constant.Of(Enumerable.Repeat(1f, Size(w)).ToArray(), [1, 1, .. w.Kernel]));
        var spread = s.Builder.Op(
            "ConvTranspose", [single, kernel],
            ("strides", w.Strides), ("dilations", w.Dilations), ("pads", (long[])[.. w.Begin, .. end]), ("output_padding", extra));
        return BlockedLayout.Enter(s, spread.Reshape([-1, s.InputShape()[1], .. w.Input]));
    }

    private static int Size(Window w) => (int)w.Kernel.Aggregate((a, b) => a * b);
}
