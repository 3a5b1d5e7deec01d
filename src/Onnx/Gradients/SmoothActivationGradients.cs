using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Activation functions made of exponentials. Every form stays finite for inputs of any usual size.</summary>
internal static class SmoothActivationGradients
{
    [GradientOf("Sigmoid")]
    internal static IReadOnlyList<Value> Sigmoid(GradientScope s) => [s.Gradient * (s.Output() * (1f - s.Output()))];

    [GradientOf("Tanh")]
    internal static IReadOnlyList<Value> Tanh(GradientScope s) => [s.Gradient * (1f - s.Output() * s.Output())];

    [GradientOf("Softplus")]
    internal static IReadOnlyList<Value> Softplus(GradientScope s) => [s.Gradient * s.Input(0).Map("Sigmoid")];

    // 1/(1 + |x|)²
    [GradientOf("Softsign")]
    internal static IReadOnlyList<Value> Softsign(GradientScope s)
    {
        var size = s.Input(0).Map("Abs") + 1f;
        return [s.Gradient / (size * size)];
    }

    // y = α(eˣ − 1) below zero, so y' = y + α there. With the usual α = 1 that is min(y, 0) + 1 everywhere, which needs no choice.
    [GradientOf("Elu")]
    internal static IReadOnlyList<Value> Elu(GradientScope s)
    {
        var alpha = s.Node.Float("alpha", 1);
        return alpha == 1
            ? [s.Gradient * (NegativePart(s) + 1f)]
            : [s.Gradient.Where(s.Input(0) > 0, s.Gradient * (s.Output() + alpha))];
    }

    // y = γx above zero and γα(eˣ − 1) below, where y' = y + γα.
    [GradientOf("Selu")]
    internal static IReadOnlyList<Value> Selu(GradientScope s)
    {
        var gamma = s.Node.Float("gamma", 1.05070102214813232421875f);
        var scale = gamma * s.Node.Float("alpha", 1.67326319217681884765625f);
        return [s.Gradient * s.Builder.Scalar(gamma).Where(s.Input(0) > 0, s.Output() + scale)];
    }

    // y = α(exp(x/α) − 1) below zero, so y' = min(y, 0)/α + 1.
    [GradientOf("Celu")]
    internal static IReadOnlyList<Value> Celu(GradientScope s) =>
        [s.Gradient * (NegativePart(s) * (1 / s.Node.Float("alpha", 1)) + 1f)];

    // y = x·t with t = tanh(softplus(x)), so y' = t + x·σ(x)·(1 − t²). The runtime's Softplus takes four times as long as all the
    // rest; t = n/(n + 2) with n = eˣ(eˣ + 2) does without, and is 1 long before x = 20, where the powers are cut before they overflow.
    [GradientOf("Mish")]
    internal static IReadOnlyList<Value> Mish(GradientScope s)
    {
        var x = s.Input(0);
        var power = s.Builder.Op("Min", [x, s.Builder.Scalar(20)]).Map("Exp");
        var n = power * (power + 2f);
        var t = n / (n + 2f);
        return [s.Gradient * (t + x * x.Map("Sigmoid") * (1f - t * t))];
    }

    [GradientOf("Gelu")]
    internal static IReadOnlyList<Value> Gelu(GradientScope s) =>
        [s.Gradient * (s.Node.Text("approximate", "none") == "tanh" ? TanhGelu(s.Input(0)) : ExactGelu(s.Input(0)))];

    // y = x·Φ(x), so y' = Φ(x) + x·φ(x); with z = x/√2 that is 1/2 + erf(z)/2 + z·exp(−z²)/√π.
    private static Value ExactGelu(Value x)
    {
        var z = x * (float)Math.Sqrt(0.5);
        return z.Map("Erf") * 0.5f + z * (-(z * z)).Map("Exp") * (float)(1 / Math.Sqrt(Math.PI)) + 0.5f;
    }

    // y = x·(1 + t)/2 with t = tanh(cx(1 + dx²)), so y' = (1 + t)/2·(1 + x·(1 − t)·c(1 + 3dx²)).
    private static Value TanhGelu(Value x)
    {
        var c = (float)Math.Sqrt(2 / Math.PI);
        const float d = 0.044715f;
        var square = x * x;
        var t = (x * (square * (c * d) + c)).Map("Tanh");
        return (t * 0.5f + 0.5f) * ((1f - t) * x * (square * (3 * c * d) + c) + 1f);
    }

    private static Value NegativePart(GradientScope s) => s.Builder.Op("Min", [s.Output(), s.Builder.Scalar(0)]);
}
