using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Arithmetic of one and two inputs.</summary>
internal static class ElementwiseGradients
{
    [GradientOf("Add", Broadcasts = true)]
    internal static IReadOnlyList<Value> Add(GradientScope s) => [s.Gradient, s.Gradient];

    [GradientOf("Sub", Broadcasts = true)]
    internal static IReadOnlyList<Value> Sub(GradientScope s) => [s.Gradient, s.Wanted[1] ? -s.Gradient : Value.None];

    [GradientOf("Mul", Broadcasts = true)]
    internal static IReadOnlyList<Value> Mul(GradientScope s) =>
        [s.Wanted[0] ? s.Gradient * s.Input(1) : Value.None, s.Wanted[1] ? s.Gradient * s.Input(0) : Value.None];

    // d(a/b) = da/b − (a/b)·db/b
    [GradientOf("Div", Broadcasts = true, SingularIn = 1)]
    internal static IReadOnlyList<Value> Div(GradientScope s)
    {
        var numerator = s.Gradient / s.Input(1);
        return [numerator, s.Wanted[1] ? -(numerator * s.Output()) : Value.None];
    }

    [GradientOf("Sum", Broadcasts = true)]
    internal static IReadOnlyList<Value> Sum(GradientScope s) => [.. s.Node.Inputs.Select(_ => s.Gradient)];

    [GradientOf("Neg")]
    internal static IReadOnlyList<Value> Neg(GradientScope s) => [-s.Gradient];

    [GradientOf("Identity")]
    [GradientOf("Dropout")]
    internal static IReadOnlyList<Value> Identity(GradientScope s) => [s.Gradient];

    [GradientOf("Exp")]
    internal static IReadOnlyList<Value> Exp(GradientScope s) => [s.Gradient * s.Output()];

    [GradientOf("Log", SingularIn = 0)]
    internal static IReadOnlyList<Value> Log(GradientScope s) => [s.Gradient / s.Input(0)];

    [GradientOf("Sqrt", SingularIn = 0)]
    internal static IReadOnlyList<Value> Sqrt(GradientScope s) => [s.Gradient * 0.5f / s.Output()];

    [GradientOf("Reciprocal", SingularIn = 0)]
    internal static IReadOnlyList<Value> Reciprocal(GradientScope s) => [-(s.Gradient * s.Output() * s.Output())];

    [GradientOf("Abs")]
    internal static IReadOnlyList<Value> Abs(GradientScope s) => [s.Gradient * s.Input(0).Map("Sign")];

    // d(a^b) = b·a^(b−1)·da + a^b·ln(a)·db
    [GradientOf("Pow", Broadcasts = true, SingularIn = 0)]
    internal static IReadOnlyList<Value> Pow(GradientScope s)
    {
        var (a, b) = (s.Input(0), s.Input(1));
        return
        [
            s.Wanted[0] ? s.Gradient * b * s.Builder.Op("Pow", [a, b + -1f]) : Value.None,
            s.Wanted[1] ? s.Gradient * s.Output() * a.Map("Log") : Value.None,
        ];
    }

    // Only floats carry a derivative; a cast to float from anything else starts at a constant.
    [GradientOf("Cast")]
    internal static IReadOnlyList<Value> Cast(GradientScope s) =>
        s.Node.Int("to") == (long)ElementType.Float ? [s.Gradient] : [Value.None];

    [GradientOf("Where", Broadcasts = true)]
    internal static IReadOnlyList<Value> Where(GradientScope s)
    {
        var zero = s.Builder.Scalar(0);
        return [Value.None, s.Gradient.Where(s.Input(0), zero), zero.Where(s.Input(0), s.Gradient)];
    }

    // d erf(x) = 2/√π·exp(−x²)
    [GradientOf("Erf")]
    internal static IReadOnlyList<Value> Erf(GradientScope s)
    {
        var x = s.Input(0);
        return [s.Gradient * ((-(x * x)).Map("Exp") * (float)(2 / Math.Sqrt(Math.PI)))];
    }
}
