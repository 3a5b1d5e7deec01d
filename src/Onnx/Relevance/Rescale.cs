using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>The rescale rule at an activation: m = Δy/Δx, the derivative where the quotient says nothing.</summary>
/// <remarks>
/// In 32-bit floats the quotient errs by about 6·10⁻⁸·|y|/|Δx|, the mean of the derivatives at both ends by f‴·Δx²/12.
/// They cross near |Δx| = 10⁻², where both are about 10⁻⁵. Across a kink the mean of the derivatives is wrong, however close the
/// ends are; there the quotient stays (for a ReLU it is exact). A kink shows as derivatives that differ by more than a smooth
/// function's could.
/// </remarks>
internal static class Rescale
{
    private const float Close = 1e-2f;
    private const float MostCurvature = 2;

    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var data = s.Facts.DataInputs(s.Node);
        // Stretched over a constant, or a trained slope that depends on the data: no quotient element by element.
        if (data.Count != 1 || !s.InputShape(data[0]).SequenceEqual(s.OutputShape()))
            return DeepLiftRules.Middle(s);
        var reference = s.AtReference();
        var (x, x0) = (s.Input(data[0]), reference.Input(data[0]));
        var one = s.Builder.Op("ConstantOfShape", [s.Output().Shape()], ("value", Constant.Of([1f], 1)));
        var multiplier = Multiplier(
            x - x0, s.Output() - reference.Output(), Slope(s), Slope(reference));
        // A step function has no derivative to give: it is zero.
        Value Slope(GradientScope at) => at.Derivative(one).ElementAtOrDefault(data[0]) is { Builder: not null } slope ? slope : one * 0f;
        return [.. Enumerable.Repeat(Value.None, data[0]), s.Gradient * multiplier];
    }

    /// <summary>Δy/Δx, or the mean of the derivatives at both ends where these are close with no kink between.</summary>
    internal static Value Multiplier(Value dx, Value dy, Value slope, Value slope0)
    {
        var builder = dx.Builder;
        var distance = dx.Map("Abs");
        var steepest = builder.Op("Max", [slope.Map("Abs"), builder.Scalar(1)]);
        var smooth = builder.Op("LessOrEqual", [(slope - slope0).Map("Abs"), distance * steepest * MostCurvature]);
        return ((slope + slope0) * 0.5f).Where(builder.Op("And", [smooth, distance < Close]), dy / dx);
    }
}
