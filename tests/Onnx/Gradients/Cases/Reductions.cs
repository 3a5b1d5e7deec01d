using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Reductions and normalizations.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Reductions =>
    [
        Of("last axis", "LayerNormalization", [Spread(1, 2, 3, 4), Between(0.5, 2, 2, 4), Spread(3, 4)]) with { Differentiated = [0] },
        Of("two axes", "LayerNormalization", [Spread(1, 2, 3, 4), Between(0.5, 2, 2, 3, 4)], ("axis", 1L)) with { Differentiated = [0] },
        Of("", "InstanceNormalization", [Image, Between(0.5, 2, 2, 3), Spread(3, 3)], ("epsilon", 0.01f)) with { Differentiated = [0] },
        With("kept", "ReduceSum", [Image], [Axes23]),
        With("dropped", "ReduceSum", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMean", [Image], [Axes23]),
        With("over the batch", "ReduceMean", [Image], [Constant.Ints(0, 2, 3)]),
        With("dropped", "ReduceMean", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMax", [Image], [Axes23]),
        With("dropped", "ReduceMin", [Image], [Axes1], ("keepdims", 0L)),
    ];
}
