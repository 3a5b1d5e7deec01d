using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Normalization layers.</summary>
internal static class NormalizationGradients
{
    // Inference: y = (x − μ)·γ/√(σ² + ε) + β with constants per channel.
    [GradientOf("BatchNormalization")]
    internal static IReadOnlyList<Value> BatchNormalization(GradientScope s)
    {
        if (s.Node.Int("training_mode") == 1)
            throw s.Refuse("it is exported in training mode; export the network for inference.");
        long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, s.InputShape().Length - 2)];
        var deviation = (s.Input(4) + s.Node.Float("epsilon", 1e-5f)).Map("Sqrt");
        return [s.Gradient * (s.Input(1) / deviation).Reshape(perChannel)];
    }

    // x̂ = (x − μ)/σ over the axes; dx = (d − mean d − x̂·mean(d·x̂))/σ with d = g·γ.
    [GradientOf("LayerNormalization")]
    internal static IReadOnlyList<Value> LayerNormalization(GradientScope s)
    {
        var rank = s.InputShape().Length;
        var first = s.Axis(s.Node.Int("axis", -1));
        long[] axes = [.. Enumerable.Range(first, rank - first).Select(a => (long)a)];
        return [Normalized(s.Input(0), s.Gradient * s.Input(1), axes, s.Node.Float("epsilon", 1e-5f))];
    }

    [GradientOf("InstanceNormalization")]
    internal static IReadOnlyList<Value> InstanceNormalization(GradientScope s)
    {
        var rank = s.InputShape().Length;
        long[] axes = [.. Enumerable.Range(2, rank - 2).Select(a => (long)a)];
        long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, rank - 2)];
        return [Normalized(s.Input(0), s.Gradient * s.Input(1).Reshape(perChannel), axes, s.Node.Float("epsilon", 1e-5f))];
    }

    private static Value Normalized(Value x, Value gradient, long[] axes, float epsilon)
    {
        var centred = x - x.Mean(keep: true, axes);
        var deviation = ((centred * centred).Mean(keep: true, axes) + epsilon).Map("Sqrt");
        var normal = centred / deviation;
        return (gradient - gradient.Mean(keep: true, axes) - normal * (gradient * normal).Mean(keep: true, axes)) / deviation;
    }
}
