using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Powers, roots, exponentials, logarithms.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Powers =>
    [
        Of("", "Exp", [Spread(1, 2, 3)]),
        Of("", "Log", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Sqrt", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Erf", [Spread(1, 2, 6)]),
        Of("by both", "Pow", [Between(0.5, 2, 1, 2, 3), Between(1, 3, 2, 3)]),
        Of("by a broadcast base", "Pow", [Between(0.5, 2, 1, 3), Between(1, 3, 2, 2, 3)]),
        With("square of any sign", "Pow", [SignedWithZero], [Constant.Scalar(2)]),
        With("cube of any sign", "Pow", [SignedWithZero], [Constant.Scalar(3)]),
        With("first power", "Pow", [SignedWithZero], [Constant.Scalar(1)]),
        With("power zero", "Pow", [SignedWithZero], [Constant.Scalar(0)]),
        With("integer exponent", "Pow", [SignedWithZero], [Constant.IntScalar(2)]),
        With("integer exponents", "Pow", [SignedWithZero], [Constant.Ints(1, 2, 3)]),
        With("whole exponents with zero", "Pow", [SignedWithZero], [Constant.Of([0, 1, 2], 3)]),
        With("inverse square", "Pow", [Between(-2, -1, 1, 2, 3)], [Constant.Scalar(-2)]),
        With("root", "Pow", [Between(0.5, 2, 1, 2, 3)], [Constant.Scalar(0.5f)]),
    ];

    private static Tensor SignedWithZero => new([0, -1.5f, 0, 0.7f, 0, 0], 2, 3);
}
