using VisEval.Core;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Matrix products.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Products =>
    [
        Of("", "Gemm", [Spread(1, 2, 3), Spread(2, 3, 4), Spread(3, 4)]),
        Of("scaled, B transposed", "Gemm", [Spread(1, 2, 3), Spread(2, 4, 3), Spread(3, 1, 4)], ("transB", 1L), ("alpha", 0.5f),
            ("beta", 2f)),
        Of("A transposed", "Gemm", [Spread(1, 3, 2), Spread(2, 3, 4)], ("transA", 1L)),
        Of("both transposed", "Gemm", [Spread(1, 3, 2), Spread(2, 4, 3)], ("transA", 1L), ("transB", 1L)),
        Of("", "MatMul", [Spread(1, 2, 3), Spread(2, 3, 4)]),
        Of("batched", "MatMul", [Spread(1, 2, 2, 3), Spread(2, 2, 3, 2)]),
        Of("broadcast on the right", "MatMul", [Spread(1, 2, 2, 3), Spread(2, 3, 2)]),
        Of("broadcast on the left", "MatMul", [Spread(1, 1, 2, 3), Spread(2, 2, 3, 2)]),
        Of("matrix by batch", "MatMul", [Spread(1, 2, 3), Spread(2, 2, 3, 2)]),
        Of("broadcast both ways", "MatMul", [Spread(1, 2, 1, 2, 3), Spread(2, 3, 3, 2)]),
        Of("by a broadcast batch of one", "MatMul", [Spread(1, 2, 2, 3), Spread(2, 1, 3, 2)]),
        Of("vectors", "MatMul", [Spread(1, 3), Spread(2, 3)]),
        Of("vector by matrix", "MatMul", [Spread(1, 3), Spread(2, 3, 4)]),
        Of("matrix by vector", "MatMul", [Spread(1, 2, 3), Spread(2, 3)]),
        Of("vector by batch", "MatMul", [Spread(1, 3), Spread(2, 2, 2, 3, 4)]),
        Of("batch by vector", "MatMul", [Spread(1, 2, 2, 4, 3), Spread(2, 3)]),
        Of("a scalar added", "Gemm", [Spread(1, 2, 3), Spread(2, 3, 4), new Tensor([0.5f])]),
        Of("a column added", "Gemm", [Spread(1, 2, 3), Spread(2, 3, 4), Spread(3, 2, 1)], ("beta", 0.5f)),
    ];
}
