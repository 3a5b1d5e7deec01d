using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Pooling over windows of one, two and three dimensions.</summary>
public static partial class GradientCases
{
    private static readonly string[] PoolsOfNumbers = ["AveragePool", "LpPool", "MaxPool"];

    private static IEnumerable<GradientCase> Pools =>
    [
        .. PoolsOfNumbers.SelectMany(op => (GradientCase[])
        [
            Of("one-dimensional", op, [Spread(1, 2, 3, 7)], Square(3), ("strides", new long[] { 2 })),
            Of("one-dimensional, stride 1", op, [Spread(1, 2, 3, 7)], Square(3), ("pads", new long[] { 1, 2 })),
            Of("three-dimensional", op, [Spread(1, 2, 2, 3, 4, 3)], Square(2, 2, 2), ("strides", new long[] { 1, 2, 1 })),
            Of("in rows", op, [Image], Square(1, 3), ("pads", new long[] { 0, 1, 0, 1 })),
            Of("strides that leave a rest", op, [Image], Square(2, 2), ("strides", new long[] { 3, 3 })),
            Of("asymmetric padding", op, [Image], Square(3, 3), ("strides", new long[] { 2, 1 }), ("pads", new long[] { 0, 1, 2, 0 })),
            Of("automatic padding above, stride 1", op, [Image], Square(2, 3), ("auto_pad", "SAME_UPPER")),
            Of("automatic padding below", op, [Image], Square(3, 2), ("auto_pad", "SAME_LOWER"), ("strides", new long[] { 2, 3 })),
            Of("automatic, none", op, [Image], Square(3, 2), ("auto_pad", "VALID"), ("strides", new long[] { 2, 1 })),
            Of("dilations", op, [Image], Square(2, 2), ("dilations", new long[] { 3, 2 }), ("strides", new long[] { 1, 2 }),
                ("pads", new long[] { 1, 1, 1, 1 })),
            Of("ceil mode and padding", op, [Image], Square(3, 3), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }),
                ("ceil_mode", 1L)),
        ]),
        Of("ceil mode, padding counted", "AveragePool", [Image], Square(3, 3), ("strides", new long[] { 2, 2 }),
            ("pads", new long[] { 0, 1, 1, 0 }), ("ceil_mode", 1L), ("count_include_pad", 1L)),
        Of("automatic padding counted", "AveragePool", [Image], Square(3, 3), ("strides", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER"),
            ("count_include_pad", 1L)),
        Of("padding counted, stride 1", "AveragePool", [Image], Square(3, 3), ("pads", new long[] { 1, 1, 1, 1 }),
            ("count_include_pad", 1L)),
        Of("dilations, padding counted", "AveragePool", [Image], Square(2, 2), ("dilations", new long[] { 2, 2 }),
            ("pads", new long[] { 1, 1, 1, 1 }), ("count_include_pad", 1L)),
        .. new long[] { 1, 2, 3 }.SelectMany(p => (GradientCase[])
        [
            Of($"p {p}", "LpPool", [Image], Square(2, 3), ("p", p), ("pads", new long[] { 1, 1, 0, 1 })),
            Of($"p {p}, stride", "LpPool", [Image], Square(2, 2), ("p", p), ("strides", new long[] { 2, 2 })),
            Of($"p {p}", "GlobalLpPool", [Image], ("p", p)),
        ]),
        Of("one-dimensional", "GlobalLpPool", [Spread(1, 2, 3, 7)]),
        Of("one-dimensional", "GlobalAveragePool", [Spread(1, 2, 3, 7)]),
        Of("three-dimensional", "GlobalMaxPool", [Spread(1, 2, 2, 3, 2, 2)]),
        new("MaxUnpool", "MaxUnpool", [Spread(1, 2, 3, 2, 2), Spread(2, 2, 3, 4, 4)], (b, x) => Unpool(b, x), [0]),
        new("MaxUnpool to a stated shape", "MaxUnpool", [Spread(1, 2, 3, 2, 2), Spread(2, 2, 3, 4, 4)],
            (b, x) => Unpool(b, x, b.Ints(2, 3, 5, 6)), [0]),
        new("MaxPool with its indices used", "MaxPool", [Spread(1, 2, 3, 4, 4)], PoolAndUnpool, [0]),
    ];

    private static (string, object) Square(params long[] kernel) => ("kernel_shape", kernel);

    private static Value Unpool(GraphBuilder b, Value[] x, params Value[] shape) =>
        b.Op("MaxUnpool", [x[0], Pool(b, x[1])[1], .. shape], Square(2, 2), ("strides", new long[] { 2, 2 }));

    private static Value PoolAndUnpool(GraphBuilder b, Value[] x)
    {
        var pooled = Pool(b, x[0]);
        return b.Op("MaxUnpool", pooled, Square(2, 2), ("strides", new long[] { 2, 2 }));
    }

    private static IReadOnlyList<Value> Pool(GraphBuilder b, Value x) =>
        b.Op("MaxPool", 2, [x], Square(2, 2), ("strides", new long[] { 2, 2 }));
}
