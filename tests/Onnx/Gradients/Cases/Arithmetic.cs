using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Arithmetic of one and two inputs.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Arithmetic =>
    [
        Of("", "Add", [Spread(1, 2, 3), Spread(2, 2, 3)]),
        Of("broadcast both ways", "Add", [Spread(1, 2, 3, 1), Spread(2, 3, 4)]),
        Of("broadcast", "Sub", [Spread(1, 2, 3), Spread(2, 1, 3)]),
        Of("broadcast gate", "Mul", [Image, Spread(2, 2, 3, 1, 1)]),
        Of("broadcast", "Div", [Spread(1, 2, 3), Between(1, 2, 2, 3)]),
        Of("three inputs", "Sum", [Spread(1, 2, 3), Spread(2, 1, 3), Spread(3, 2, 3)]),
        Of("", "Neg", [Spread(1, 2, 3)]),
        Of("", "Identity", [Spread(1, 2, 3)]),
        Of("", "Dropout", [Spread(1, 2, 3)]),
        Of("", "Exp", [Spread(1, 2, 3)]),
        Of("", "Log", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Sqrt", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Reciprocal", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Abs", [Spread(1, 2, 5)]),
        Of("by both", "Pow", [Between(0.5, 2, 1, 2, 3), Between(1, 3, 2, 3)]),
        Of("", "Erf", [Spread(1, 2, 6)]),
        Of("to float", "Cast", [Spread(1, 2, 3)], ("to", 1L)),
        new("Where both branches", "Where", [Spread(1, 2, 4), Spread(2, 2, 4)], (b, x) => x[0].Where(x[1] > 0, x[1]), [0, 1]),
    ];
}
