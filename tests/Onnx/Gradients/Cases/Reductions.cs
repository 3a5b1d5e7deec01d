using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Reductions and running sums.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Reductions =>
    [
        With("kept", "ReduceSum", [Image], [Axes23]),
        With("dropped", "ReduceSum", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMean", [Image], [Axes23]),
        With("over the batch", "ReduceMean", [Image], [Constant.Ints(0, 2, 3)]),
        With("dropped", "ReduceMean", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMax", [Image], [Axes23]),
        With("dropped", "ReduceMin", [Image], [Axes1], ("keepdims", 0L)),
        .. Reducing.SelectMany(Forms),
        new("ReduceMean over axes from a tensor", "ReduceMean", [Spread(1, 2, 3, 4)],
            (b, x) => b.Op("ReduceMean", [x[0], b.Op("Sub", [x[0].Shape().Map("Size").Reshape(1), b.Ints(1)])], ("keepdims", 0L)), [0]),
        With("one zero", "ReduceProd", [new Tensor([0, 0.5f, -0.7f, 2, 3, 0.4f], 2, 3)], [Axes1]),
        With("several zeros", "ReduceProd", [new Tensor([0, 0.5f, 0, 2, 0, 0.4f], 2, 3)], [Axes1], ("keepdims", 0L)),
        With("nothing but zeros", "ReduceProd", [new Tensor([0, 0, 0, 2, 1, 0.4f], 2, 3)], [Axes1]),
        With("a single zero a row", "ReduceProd", [new Tensor([0, 2], 2, 1)], [Axes1]),
        With("", "CumSum", [Spread(1, 2, 5)], [Constant.IntScalar(1)]),
        With("exclusive", "CumSum", [Spread(1, 2, 5)], [Constant.IntScalar(-1)], ("exclusive", 1L)),
        With("reverse", "CumSum", [Image], [Constant.IntScalar(2)], ("reverse", 1L)),
        With("reverse and exclusive", "CumSum", [Spread(1, 2, 5)], [Constant.IntScalar(1)], ("reverse", 1L), ("exclusive", 1L)),
    ];

    private static string[] Reducing =>
        ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare",
            "ReduceProd"];

    // Every way to say what is reduced. Positive numbers, because of the logarithm, and none near another.
    private static IEnumerable<GradientCase> Forms(string op)
    {
        var x = Spread(1, 2, 3, 4);
        for (var i = 0; i < x.Length; i++)
            x.Values[i] += 1.5f;
        return
        [
            With("axis kept", op, [x], [Axes1]),
            With("negative axes dropped", op, [x], [Constant.Ints(-1, -2)], ("keepdims", 0L)),
            Of("all, kept", op, [x]),
            Of("all, dropped", op, [x], ("keepdims", 0L)),
            With("all by an empty list", op, [x], [Constant.Ints()], ("keepdims", 0L)),
            Of("none", op, [x], ("noop_with_empty_axes", 1L)),
            With("none by an empty list", op, [x], [Constant.Ints()], ("noop_with_empty_axes", 1L), ("keepdims", 0L)),
        ];
    }
}
