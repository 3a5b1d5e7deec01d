using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Operators that move elements.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Shapes =>
    [
        With("", "Reshape", [Spread(1, 2, 6)], [Constant.Ints(0, 2, 3)]),
        Of("", "Flatten", [Image]),
        With("", "Squeeze", [Spread(1, 2, 1, 3)], [Axes1]),
        With("", "Unsqueeze", [Spread(1, 2, 3)], [Axes1]),
        Of("with an order", "Transpose", [Spread(1, 2, 3, 4)], ("perm", new long[] { 0, 2, 1 })),
        Of("default order", "Transpose", [Spread(1, 2, 3)]),
        Of("two", "Concat", [Spread(1, 2, 3), Spread(2, 2, 2)], ("axis", 1L)),
        Of("negative axis", "Concat", [Spread(1, 2, 3), Spread(2, 2, 2)], ("axis", -1L)),
        new("Split uneven, one part unused", "Split", [Spread(1, 2, 6)],
            (b, x) => b.Op("Split", 3, [x[0], b.Ints(1, 2, 3)], ("axis", 1L))[1], [0]),
        With("inner", "Slice", [Spread(1, 2, 6)], [Constant.Ints(1), Constant.Ints(4), Axes1]),
        With("negative bounds on two axes", "Slice", [Image], [Constant.Ints(-3, 0), Constant.Ints(-1, 3), Axes23]),
        With("steps", "Slice", [Image], [Constant.Ints(0, 1), Constant.Ints(long.MaxValue, 4), Axes23, Constant.Ints(2, 2)]),
        With("backwards", "Slice", [Spread(1, 2, 6)], [Constant.Ints(-1), Constant.Ints(long.MinValue), Axes1, Constant.Ints(-1)]),
        With("all axes by default", "Slice", [Spread(1, 2, 6)], [Constant.Ints(0, 2), Constant.Ints(int.MaxValue, 5)]),
        With("repeated and negative", "Gather", [Image], [Constant.Ints(2, 0, 2, -1)], ("axis", 2L)),
        With("neighbours out of order", "Gather", [Spread(1, 2, 4)], [Constant.Ints(0, 2, 1, 3)], ("axis", 1L)),
        With("one", "Gather", [Image], [Constant.IntScalar(1)], ("axis", 1L)),
        new("Slice to the half of a computed shape", "Slice", [Spread(1, 2, 6)], HalfSlice, [0]),
        With("", "Pad", [Spread(1, 2, 4)], [Constant.Ints(0, 1, 0, 2)]),
        With("negative", "Pad", [Spread(1, 2, 5)], [Constant.Ints(0, -1, 0, 2)]),
        With("axes", "Pad", [Image], [Constant.Ints(1, 0, 2, 1), null, Axes23]),
        With("", "Expand", [Spread(1, 2, 1, 3)], [Constant.Ints(2, 4, 3)]),
    ];

    // As exporters write x.chunk(2): bounds computed from the shape.
    private static Value HalfSlice(GraphBuilder b, Value[] x)
    {
        var length = b.Op("Gather", [x[0].Shape(), b.Ints(1)], ("axis", 0L));
        var half = b.Op("Div", [length, b.Ints(2)]);
        return b.Op("Slice", [x[0], half, length, b.Ints(1)]);
    }
}
