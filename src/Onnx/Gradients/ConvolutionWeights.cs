using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>The derivative of a convolution with respect to its weights.</summary>
/// <remarks>dW[m, c, i] = Σ over images and positions p of g[m, p]·x[c, p·stride + i·dilation]. One slice and one matrix product for
/// each place in the window: 2.6–3.6 times the forward pass, where a single convolution with batch and channels exchanged takes
/// 5–10 times.</remarks>
internal static class ConvolutionWeights
{
    public static Value Gradient(GradientScope s, Window w) => Gradient(s.Input(0), s.Gradient, s.InputShape(1), s.Node.Int("group", 1), w);

    /// <param name="x">What the window slides over.</param>
    /// <param name="gradient">One value for every position of the window.</param>
    /// <param name="shape">The shape of the weights: channels of <paramref name="gradient"/>, channels of <paramref name="x"/> in a group,
    /// window.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="w">The window.</param>
    public static Value Gradient(Value x, Value gradient, long[] shape, long groups, Window w)
    {
        var (outputs, inputs) = (shape[0] / groups, shape[1]);
        var padded = Pad(x, w);
        var places = Places(w).Select(place => At(padded, w, place)).ToList();
        var parts = outputs == 1 && inputs == 1
            ? places.Select(part => Depthwise(gradient, part, w))
            : Dense(gradient, places, w.Rank + 2, groups, outputs, inputs);
        // [g·M, C, places] → [g·M, C, k…]
        return x.Builder.Op("Concat", [.. parts], ("axis", 2L)).Reshape([groups * outputs, inputs, .. w.Kernel]);
    }

    // Channels first, images and positions flattened, so that one product sums over all of them.
    private static IEnumerable<Value> Dense(Value arriving, List<Value> places, int rank, long groups, long outputs, long inputs)
    {
        long[] channelsFirst = [1, 0, .. Enumerable.Range(2, rank - 2).Select(a => (long)a)];
        long[] positionsFirst = [0, 2, 1];
        var gradient = arriving.Transpose(channelsFirst).Reshape(groups, outputs, -1);
        foreach (var x in places)
            yield return gradient
                .MatMul(x.Transpose(channelsFirst).Reshape(groups, inputs, -1).Transpose(positionsFirst))
                .Reshape(groups * outputs, inputs, 1);
    }

    private static Value Depthwise(Value gradient, Value x, Window w) =>
        (gradient * x).Sum(keep: false, [0, .. Enumerable.Range(2, w.Rank).Select(a => (long)a)]).Reshape(-1, 1, 1);

    private static Value Pad(Value x, Window w)
    {
        long[] begin = [0, 0, .. w.Begin];
        long[] end = [0, 0, .. Enumerable.Range(0, w.Rank).Select(w.End)];
        long[] pads = [.. begin, .. end];
        return pads.All(p => p == 0) ? x : x.Builder.Op("Pad", [x, x.Builder.Ints(pads)]);
    }

    private static Value At(Value padded, Window w, long[] place)
    {
        long[] starts = [.. place.Select((p, a) => p * w.Dilations[a])];
        long[] ends = [.. starts.Select((p, a) => p + (w.Output[a] - 1) * w.Strides[a] + 1)];
        long[] axes = [.. Enumerable.Range(2, w.Rank).Select(a => (long)a)];
        var b = padded.Builder;
        return b.Op("Slice", [padded, b.Ints(starts), b.Ints(ends), b.Ints(axes), b.Ints(w.Strides)]);
    }

    private static IEnumerable<long[]> Places(Window w)
    {
        IEnumerable<long[]> places = [[]];
        foreach (var length in w.Kernel)
            places = places.SelectMany(p => Enumerable.Range(0, (int)length).Select(i => (long[])[.. p, i])).ToList();
        return places;
    }
}
