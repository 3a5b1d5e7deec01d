namespace VisEval.Onnx.Gradients;

/// <summary>The geometry of a convolution or pooling window, with automatic padding resolved from the observed shapes.</summary>
/// <param name="Kernel">Window size along each spatial axis.</param>
/// <param name="Strides">Steps.</param>
/// <param name="Dilations">Spacing inside the window.</param>
/// <param name="Begin">Padding before.</param>
/// <param name="Input">Input size along each spatial axis.</param>
/// <param name="Output">Output size along each spatial axis.</param>
internal sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] Begin, long[] Input, long[] Output)
{
    public int Rank => Kernel.Length;

    /// <summary>The extent of the window along an axis: dilation·(kernel−1)+1.</summary>
    public long Extent(int axis) => Dilations[axis] * (Kernel[axis] - 1) + 1;

    /// <summary>How far the last window reaches beyond the input's end (negative: how much input it leaves untouched).</summary>
    public long End(int axis) => (Output[axis] - 1) * Strides[axis] + Extent(axis) - Begin[axis] - Input[axis];

    public bool HasUnitStride => Strides.All(s => s == 1);

    /// <summary>Padding in ONNX order: all begins, then all ends.</summary>
    public long[] Pads => [.. Begin, .. Enumerable.Range(0, Rank).Select(End)];

    public static Window Of(GradientScope s, long[] kernel)
    {
        var rank = kernel.Length;
        var (input, output) = (s.InputShape()[2..], s.OutputShape()[2..]);
        for (var axis = 0; axis < rank; axis++)
            if (s.Shapes.Fixed(s.Node.Inputs[0], axis + 2) is null)
                throw s.Refuse("its spatial size grows with the batch.");
        long[] ones = [.. Enumerable.Repeat(1L, rank)];
        var strides = s.Node.Ints("strides") ?? ones;
        var dilations = s.Node.Ints("dilations") ?? ones;
        var auto = s.Node.Text("auto_pad", "NOTSET");
        var begin = auto == "NOTSET" ? s.Node.Ints("pads")?[..rank] ?? new long[rank] : new long[rank];
        for (var axis = 0; axis < rank && auto.StartsWith("SAME", StringComparison.Ordinal); axis++)
        {
            var total = Math.Max(0, (output[axis] - 1) * strides[axis] + dilations[axis] * (kernel[axis] - 1) + 1 - input[axis]);
            begin[axis] = auto == "SAME_UPPER" ? total / 2 : total - total / 2;
        }
        return new Window(kernel, strides, dilations, begin, input, output);
    }
}
