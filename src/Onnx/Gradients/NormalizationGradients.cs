using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Normalization layers: y = x̂·γ + β with x̂ = (x − μ)/σ.</summary>
internal static class NormalizationGradients
{
    // Inference: μ and σ² are constants per channel.
    [GradientOf("BatchNormalization")]
    internal static IReadOnlyList<Value> BatchNormalization(GradientScope s)
    {
        if (s.Node.Int("training_mode") == 1)
            throw s.Refuse("it is exported in training mode; export the network for inference.");
        var inverse = (s.Input(4) + s.Node.Float("epsilon", 1e-5f)).Map("Sqrt").Map("Reciprocal");
        var slope = s.Input(1) * inverse;
        var shift = s.Wanted[2] || s.Wanted[3] ? SumPerChannel(s, s.Gradient) : Value.None;
        var scale = s.Wanted[1] || s.Wanted[4]
            ? SumPerChannel(s, s.Gradient * (s.Input(0) - PerChannel(s, s.Input(3)))) * inverse
            : Value.None;
        return
        [
            s.Wanted[0] ? s.Gradient * PerChannel(s, slope) : Value.None,
            scale,
            shift,
            s.Wanted[3] ? -(shift * slope) : Value.None,
            // dσ² = −½·γ/σ³·Σ g·(x − μ)
            s.Wanted[4] ? scale * slope * inverse * -0.5f : Value.None,
        ];
    }

    // Outputs 1 and 2 are μ and 1/σ, and may be used as well.
    [GradientOf("LayerNormalization")]
    internal static IReadOnlyList<Value> LayerNormalization(GradientScope s)
    {
        var shape = s.InputShape();
        var first = s.Axis(s.Node.Int("axis", -1));
        var rows = NormalizedRows.Of(s.Input(0), first, shape[first..], s.Node.Float("epsilon", 1e-5f));
        var (g, mean, inverse) = (s.Gradient, s.Arriving.ElementAtOrDefault(1), s.Arriving.ElementAtOrDefault(2));
        // dμ/dx = 1/n, d(1/σ)/dx = −x̂/(σ²·n)
        var share = 1f / shape[first..].Aggregate(1L, (a, b) => a * b);
        Value[] parts =
        [
            g == Value.None ? g : rows.Slope(g * s.Input(1)),
            mean == Value.None ? mean : s.Builder.Op("Expand", [mean * share, s.Input(0).Shape()]),
            inverse == Value.None ? inverse : rows.Normal * (rows.Inverse * rows.Inverse * inverse * -share),
        ];
        var present = parts.Where(p => p != Value.None).ToList();
        return
        [
            present.Count == 1 ? present[0] : s.Builder.Op("Sum", present),
            s.Wanted[1] && g != Value.None ? s.SumTo(g * rows.Normal, 1) : Value.None,
            s.Wanted.ElementAtOrDefault(2) && g != Value.None ? s.SumTo(g, 2) : Value.None,
        ];
    }

    // Each channel is a group of its own.
    [GradientOf("InstanceNormalization")]
    internal static IReadOnlyList<Value> InstanceNormalization(GradientScope s) => Groups(s, s.InputShape()[1]);

    [GradientOf("GroupNormalization")]
    internal static IReadOnlyList<Value> GroupNormalization(GradientScope s) => Groups(s, s.Node.Int("num_groups"));

    // y = (x − μ)/σ over any axes; no parameters.
    [GradientOf("MeanVarianceNormalization")]
    internal static IReadOnlyList<Value> MeanVarianceNormalization(GradientScope s)
    {
        var axes = s.Node.Ints("axes") ?? [0, 2, 3];
        var centred = s.Input(0) - s.Input(0).Mean(keep: true, axes);
        // The operator itself keeps σ from zero by this much.
        var inverse = ((centred * centred).Mean(keep: true, axes).Map("Sqrt") + 1e-9f).Map("Reciprocal");
        return [new NormalizedRows(s.Output(), inverse, axes).Slope(s.Gradient)];
    }

    // The channels of a group lie one after the other: as images × groups × elements the last axis shares μ and σ.
    private static Value[] Groups(GradientScope s, long groups)
    {
        long[] grouped = [0, groups, -1];
        var elements = s.InputShape()[1..].Aggregate(1L, (a, b) => a * b) / groups;
        var rows = NormalizedRows.Of(s.Input(0).Reshape(grouped), 2, [elements], s.Node.Float("epsilon", 1e-5f));
        return
        [
            s.Wanted[0] ? rows.Slope((s.Gradient * PerChannel(s, s.Input(1))).Reshape(grouped)).ReshapeLike(s.Input(0)) : Value.None,
            s.Wanted[1] ? SumPerChannel(s, s.Gradient * rows.Normal.ReshapeLike(s.Input(0))) : Value.None,
            s.Wanted[2] ? SumPerChannel(s, s.Gradient) : Value.None,
        ];
    }

    private static Value PerChannel(GradientScope s, Value vector) =>
        vector.Reshape([1, -1, .. Enumerable.Repeat(1L, s.InputShape().Length - 2)]);

    private static Value SumPerChannel(GradientScope s, Value value) =>
        value.Sum(keep: false, [0, .. Enumerable.Range(2, s.InputShape().Length - 2).Select(a => (long)a)]);
}
