using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Clipping to an interval.</summary>
/// <remarks>The lower bound is input 1, the upper input 2; both are optional scalars, and the upper one wins where they cross.</remarks>
internal static class ClipGradients
{
    [GradientOf("Clip", Broadcasts = true)]
    internal static IReadOnlyList<Value> Clip(GradientScope s) =>
    [
        s.Wanted[0] ? ByValue(s) : Value.None,
        s.Wanted.ElementAtOrDefault(1) ? ByLower(s) : Value.None,
        s.Wanted.ElementAtOrDefault(2) ? ByUpper(s) : Value.None,
    ];

    // The output stands at a bound exactly where the input reached it.
    private static Value ByValue(GradientScope s)
    {
        var gradient = s.Gradient;
        if (s.Node.HasInput(1))
            gradient = Bound(s, 1) is { } low
                ? Gates.Above(s, gradient, s.Output(), low)
                : Gates.Choose(gradient, Compare(s, "Greater", 0, 1));
        if (s.Node.HasInput(2))
            gradient = Bound(s, 2) is { } high
                ? Gates.Below(s, gradient, s.Output(), high)
                : Gates.Choose(gradient, Compare(s, "Less", 0, 2));
        return gradient;
    }

    // A bound that the network computes stands in for every value beyond it; the lower one only if the upper one lets it.
    private static Value ByLower(GradientScope s)
    {
        var below = Gates.Choose(s.Gradient, Compare(s, "Less", 0, 1));
        return s.Node.HasInput(2) ? Gates.Choose(below, Compare(s, "Less", 1, 2)) : below;
    }

    private static Value ByUpper(GradientScope s)
    {
        var above = Compare(s, "Greater", 0, 2);
        return Gates.Choose(s.Gradient, s.Node.HasInput(1) ? s.Builder.Op("Or", [above, Compare(s, "Greater", 1, 2)]) : above);
    }

    private static Value Compare(GradientScope s, string op, int a, int b) => s.Builder.Op(op, [s.Input(a), s.Input(b)]);

    // A constant bound for which the step function of a gate exists in floats.
    private static float? Bound(GradientScope s, int input) =>
        s.ConstantInput(input) is { Type: ElementType.Float } c
            && c.Floats[0] is var bound && (bound == 0 || (MathF.Abs(bound) is > 1e-6f and < 1e6f)) ? bound : null;
}
