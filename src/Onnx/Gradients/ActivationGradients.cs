using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Activation functions made of pieces. At a kink the derivative is that of the flat side.</summary>
internal static class ActivationGradients
{
    [GradientOf("Relu")]
    internal static IReadOnlyList<Value> Relu(GradientScope s) => [Gates.Above(s, s.Gradient, s.Output(), 0)];

    [GradientOf("LeakyRelu")]
    internal static IReadOnlyList<Value> LeakyRelu(GradientScope s) =>
        [s.Gradient.Where(s.Input(0) > 0, s.Gradient * s.Node.Float("alpha", 0.01f))];

    // One slope, or one a channel; the slope is trained, so it can be asked for too.
    [GradientOf("PRelu", Broadcasts = true)]
    internal static IReadOnlyList<Value> PRelu(GradientScope s)
    {
        var positive = s.Input(0) > 0;
        return
        [
            s.Wanted[0] ? s.Gradient.Where(positive, s.Gradient * s.Input(1)) : Value.None,
            s.Wanted[1] ? s.Builder.Scalar(0).Where(positive, s.Gradient * s.Input(0)) : Value.None,
        ];
    }

    // With the usual threshold of zero or more, the output is above zero just where the input is above the threshold.
    [GradientOf("ThresholdedRelu")]
    internal static IReadOnlyList<Value> ThresholdedRelu(GradientScope s)
    {
        var alpha = s.Node.Float("alpha", 1);
        return [alpha >= 0 ? Gates.Above(s, s.Gradient, s.Output(), 0) : Gates.Choose(s.Gradient, s.Input(0) > alpha)];
    }

    // y = x ± bias outside ±λ, 0 between.
    [GradientOf("Shrink")]
    internal static IReadOnlyList<Value> Shrink(GradientScope s) =>
        [Gates.Choose(s.Gradient, s.Input(0).Map("Abs") > s.Node.Float("lambd", 0.5f))];

    [GradientOf("HardSigmoid")]
    internal static IReadOnlyList<Value> HardSigmoid(GradientScope s) =>
        [Inside(s, s.Gradient * s.Node.Float("alpha", 0.2f), s.Output())];

    // y = x·h with h = clip(x/6 + 1/2, 0, 1), so y' = h + x/6 where |x| < 3 and h elsewhere.
    [GradientOf("HardSwish")]
    internal static IReadOnlyList<Value> HardSwish(GradientScope s)
    {
        var h = s.Input(0).Map("HardSigmoid", ("alpha", 1 / 6f), ("beta", 0.5f));
        return [s.Gradient * (h + Inside(s, s.Input(0) * (1 / 6f), h))];
    }

    private static Value Inside(GradientScope s, Value value, Value unit) => Gates.Below(s, Gates.Above(s, value, unit, 0), unit, 1);
}
