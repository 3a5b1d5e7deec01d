using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Powers, roots, exponentials, logarithms.</summary>
internal static class PowerGradients
{
    [GradientOf("Exp")]
    internal static IReadOnlyList<Value> Exp(GradientScope s) => [s.Gradient * s.Output()];

    [GradientOf("Log", SingularIn = 0)]
    internal static IReadOnlyList<Value> Log(GradientScope s) => [s.Gradient / s.Input(0)];

    // 1/(2√x). At 0 the slope is infinite and is taken as 0, as a norm has it: otherwise one empty region would spoil a whole map.
    [GradientOf("Sqrt")]
    internal static IReadOnlyList<Value> Sqrt(GradientScope s) =>
        [Gates.Choose(s.Gradient * 0.5f / s.Output(), s.Output() > 0)];

    // d(aᵇ) = b·aᵇ⁻¹·da + aᵇ·ln(a)·db
    [GradientOf("Pow", Broadcasts = true, SingularIn = 0)]
    internal static IReadOnlyList<Value> Pow(GradientScope s) =>
    [
        s.Wanted[0] ? PowByBase(s) : Value.None,
        s.Wanted[1] && s.IsFloat(1) ? PowByExponent(s) : Value.None,
    ];

    // d erf(x) = 2/√π·exp(−x²)
    [GradientOf("Erf")]
    internal static IReadOnlyList<Value> Erf(GradientScope s)
    {
        var x = s.Input(0);
        return [s.Gradient * ((-(x * x)).Map("Exp") * (float)(2 / Math.Sqrt(Math.PI)))];
    }

    // Squares and roots are by far the most frequent powers, and have cheaper forms than a power.
    private static Value PowByBase(GradientScope s)
    {
        var a = s.Input(0);
        if (ConstantExponent(s) is not { } exponent)
        {
            // Where b = 0 the power is constant: 0·a⁰ instead of 0·a⁻¹, which is not a number at a = 0.
            var b = s.Shapes.Types[s.Node.Inputs[1]] == ElementType.Float ? s.Input(1) : s.Input(1).ToFloat();
            var one = s.Builder.Scalar(1);
            var lowered = one.Where(s.Builder.Op("Equal", [b, s.Builder.Scalar(0)]), b) - one;
            return s.Gradient * (b * s.Builder.Op("Pow", [a, lowered]));
        }
        return exponent switch
        {
            0 => Value.None,
            1 => s.Gradient,
            2 => s.Gradient * (a * 2f),
            // As for the square root, an infinite slope at 0 is taken as 0.
            > 0 and < 1 => Gates.Choose(s.Gradient * Power(a, exponent), a > 0),
            _ => s.Gradient * Power(a, exponent),
        };
    }

    private static Value Power(Value a, float exponent) => a.Builder.Op("Pow", [a, a.Builder.Scalar(exponent - 1)]) * exponent;

    // Not above zero the base has no logarithm; 0ᵇ is constant for b > 0, and a negative base allows no small change of the exponent.
    private static Value PowByExponent(GradientScope s)
    {
        var a = s.Input(0);
        return s.Gradient * Gates.Choose(s.Output() * a.Map("Log"), a > 0);
    }

    private static float? ConstantExponent(GradientScope s) => s.ConstantInput(1) switch
    {
        { Count: 1, Type: ElementType.Float } one => one.Floats[0],
        { Count: 1, Type: ElementType.Int64 or ElementType.Int32 } one => Indices.Read(one)[0],
        _ => null,
    };
}
