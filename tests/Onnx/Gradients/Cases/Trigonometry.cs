using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Circular and hyperbolic functions.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Trigonometry =>
    [
        .. new[] { "Sin", "Cos", "Atan", "Sinh", "Cosh", "Asinh" }.Select(op => Of("", op, [Between(-2, 2, 1, 2, 6)])),
        .. new[] { "Tan", "Asin", "Acos", "Atanh" }.Select(op => Of("", op, [Between(-0.8, 0.8, 1, 2, 6)])),
        Of("", "Acosh", [Between(1.3, 3, 1, 2, 6)]),
    ];
}
