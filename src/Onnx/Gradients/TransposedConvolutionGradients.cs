using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Transposed convolution: the derivative of a convolution from y to x, so its own derivative is that convolution.</summary>
internal static class TransposedConvolutionGradients
{
    [GradientOf("ConvTranspose")]
    internal static IReadOnlyList<Value> ConvTranspose(GradientScope s)
    {
        var window = Slides(s);
        long[] everywhere = [0, .. Enumerable.Range(2, window.Rank).Select(a => (long)a)];
        return
        [
            s.Wanted[0] ? InputGradient(s, window) : Value.None,
            // x and the derivative change places.
            s.Wanted[1] ? ConvolutionWeights.Gradient(s.Gradient, s.Input(0), s.InputShape(1), s.Node.Int("group", 1), window) : Value.None,
            s.Wanted.Count > 2 && s.Wanted[2] ? s.Gradient.Sum(keep: false, everywhere) : Value.None,
        ];
    }

    // What a convolution cannot do with its own padding (negative amounts: cutting) is done before it.
    private static Value InputGradient(GradientScope s, Window w)
    {
        var axes = Enumerable.Range(0, w.Rank).ToList();
        var cut = Indices.Pad(s.Gradient, w.Rank + 2, [.. axes.Select(a => (a + 2, Math.Min(0, w.Begin[a]), Math.Min(0, w.End(a))))]);
        long[] pads = [.. w.Pads.Select(p => Math.Max(0, p))];
        return s.Builder.Op(
            "Conv", [cut, s.Input(1)],
            ("group", s.Node.Int("group", 1)), ("strides", w.Strides), ("dilations", w.Dilations), ("pads", pads));
    }

    // The window of that convolution: it slides over y, once for every position of x.
    private static Window Slides(GradientScope s)
    {
        var kernel = s.InputShape(1)[2..];
        var rank = kernel.Length;
        if (Enumerable.Range(2, rank).Any(a => s.Shapes.Fixed(s.Node.Inputs[0], a) is null))
            throw s.Refuse("its spatial size grows with the batch.");
        long[] ones = [.. Enumerable.Repeat(1L, rank)];
        var auto = s.Node.Text("auto_pad", "NOTSET");
        var free = new Window(
            kernel, s.Node.Ints("strides") ?? ones, s.Node.Ints("dilations") ?? ones, new long[rank], s.OutputShape()[2..],
            s.InputShape()[2..]);
        if (auto == "NOTSET" && s.Node.Ints("output_shape") is null)
            return free with { Begin = s.Node.Ints("pads")?[..rank] ?? free.Begin };
        // Padding that follows from the wanted size: all that the unpadded result is too long by, the odd one in front unless SAME_UPPER.
        var extra = s.Node.Ints("output_padding") ?? new long[rank];
        long[] total = [.. Enumerable.Range(0, rank).Select(a => Math.Max(0, free.End(a) + extra[a]))];
        return free with { Begin = [.. total.Select(t => auto == "SAME_UPPER" ? t / 2 : t - t / 2)] };
    }
}
