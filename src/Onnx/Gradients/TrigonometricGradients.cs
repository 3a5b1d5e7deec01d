using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Circular and hyperbolic functions and their inverses.</summary>
internal static class TrigonometricGradients
{
    [GradientOf("Sin")]
    internal static IReadOnlyList<Value> Sin(GradientScope s) => [s.Gradient * s.Input(0).Map("Cos")];

    [GradientOf("Cos")]
    internal static IReadOnlyList<Value> Cos(GradientScope s) => [-(s.Gradient * s.Input(0).Map("Sin"))];

    // 1 + tan²
    [GradientOf("Tan")]
    internal static IReadOnlyList<Value> Tan(GradientScope s) => [s.Gradient * (s.Output() * s.Output() + 1f)];

    // 1/√(1 − x²)
    [GradientOf("Asin", SingularIn = 0)]
    internal static IReadOnlyList<Value> Asin(GradientScope s) => [s.Gradient / OneMinusSquare(s).Map("Sqrt")];

    [GradientOf("Acos", SingularIn = 0)]
    internal static IReadOnlyList<Value> Acos(GradientScope s) => [-(s.Gradient / OneMinusSquare(s).Map("Sqrt"))];

    // 1/(1 + x²)
    [GradientOf("Atan")]
    internal static IReadOnlyList<Value> Atan(GradientScope s) => [s.Gradient / (Square(s) + 1f)];

    [GradientOf("Sinh")]
    internal static IReadOnlyList<Value> Sinh(GradientScope s) => [s.Gradient * s.Input(0).Map("Cosh")];

    [GradientOf("Cosh")]
    internal static IReadOnlyList<Value> Cosh(GradientScope s) => [s.Gradient * s.Input(0).Map("Sinh")];

    // 1/√(x² + 1)
    [GradientOf("Asinh")]
    internal static IReadOnlyList<Value> Asinh(GradientScope s) => [s.Gradient / (Square(s) + 1f).Map("Sqrt")];

    // 1/√(x² − 1)
    [GradientOf("Acosh", SingularIn = 0)]
    internal static IReadOnlyList<Value> Acosh(GradientScope s) => [s.Gradient / (-OneMinusSquare(s)).Map("Sqrt")];

    // 1/(1 − x²)
    [GradientOf("Atanh", SingularIn = 0)]
    internal static IReadOnlyList<Value> Atanh(GradientScope s) => [s.Gradient / OneMinusSquare(s)];

    // (1 − x)(1 + x) keeps the digits that 1 − x² loses near ±1.
    private static Value OneMinusSquare(GradientScope s) => (1f - s.Input(0)) * (s.Input(0) + 1f);

    private static Value Square(GradientScope s) => s.Input(0) * s.Input(0);
}
