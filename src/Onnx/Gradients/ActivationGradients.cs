using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Activation functions. At a kink the derivative is that of the flat side.</summary>
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
            s.Gradient.Where(positive, s.Gradient * s.Input(1)),
            s.Wanted[1] ? s.Builder.Scalar(0).Where(positive, s.Gradient * s.Input(0)) : Value.None,
        ];
    }

    // y = α(eˣ − 1) below zero, so y' = y + α there.
    [GradientOf("Elu")]
    internal static IReadOnlyList<Value> Elu(GradientScope s) =>
        [s.Gradient.Where(s.Input(0) > 0, s.Gradient * (s.Output() + s.Node.Float("alpha", 1)))];

    [GradientOf("Softplus")]
    internal static IReadOnlyList<Value> Softplus(GradientScope s) => [s.Gradient * s.Input(0).Map("Sigmoid")];

    // The lower bound is input 1, the upper input 2; both are optional. The output stands at a bound exactly where the input reached it.
    [GradientOf("Clip")]
    internal static IReadOnlyList<Value> Clip(GradientScope s)
    {
        var gradient = s.Gradient;
        if (s.Node.HasInput(1))
            gradient = Bound(s, 1) is { } low
                ? Gates.Above(s, gradient, s.Output(), low)
                : Gates.Choose(gradient, s.Builder.Op("Greater", [s.Input(0), s.Input(1)]));
        if (s.Node.HasInput(2))
            gradient = Bound(s, 2) is { } high
                ? Gates.Below(s, gradient, s.Output(), high)
                : Gates.Choose(gradient, s.Builder.Op("Less", [s.Input(0), s.Input(2)]));
        return [gradient];
    }

    // A constant bound for which the step function of a gate exists in floats.
    private static float? Bound(GradientScope s, int input) =>
        s.ConstantInput(input) is { Type: ElementType.Float } c && c.Floats[0] is var bound && (bound == 0 || (MathF.Abs(bound) is > 1e-6f and < 1e6f)) ? bound : null;

    [GradientOf("Sigmoid")]
    internal static IReadOnlyList<Value> Sigmoid(GradientScope s) => [s.Gradient * (s.Output() * (1f - s.Output()))];

    [GradientOf("Tanh")]
    internal static IReadOnlyList<Value> Tanh(GradientScope s) => [s.Gradient * (1f - s.Output() * s.Output())];

    [GradientOf("HardSigmoid")]
    internal static IReadOnlyList<Value> HardSigmoid(GradientScope s)
    {
        var inside = s.Builder.Op("And", [s.Output() > 0, s.Output() < 1]);
        return [Gates.Choose(s.Gradient * s.Node.Float("alpha", 0.2f), inside)];
    }

    // y = x·clip(x/6 + 1/2, 0, 1); y' = 0 below −3, 1 above 3, x/3 + 1/2 between.
    [GradientOf("HardSwish")]
    internal static IReadOnlyList<Value> HardSwish(GradientScope s)
    {
        var x = s.Input(0);
        var middle = (x * (1 / 3f) + 0.5f).Where(x > -3, s.Builder.Scalar(0));
        return [s.Gradient * middle.Where(x < 3, s.Builder.Scalar(1))];
    }

    // dx = y·(g − Σ g·y) along the axis
    [GradientOf("Softmax")]
    internal static IReadOnlyList<Value> Softmax(GradientScope s)
    {
        var weighted = s.Gradient * s.Output();
        var total = weighted.Sum(keep: true, s.Axis(s.Node.Int("axis", -1)));
        return [weighted - s.Output() * total];
    }

    // dx = g − softmax·Σ g along the axis
    [GradientOf("LogSoftmax")]
    internal static IReadOnlyList<Value> LogSoftmax(GradientScope s) =>
        [s.Gradient - s.Output().Map("Exp") * s.Gradient.Sum(keep: true, s.Axis(s.Node.Int("axis", -1)))];
}
