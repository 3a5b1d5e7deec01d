using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Axes that grow with the batch: the rule sees batches of 2 and 3, and is run with 4.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> AnyBatch =>
    [
        Free("Slice", "on another axis", x => x.Slice(2, 1, 3)),
        Free("Slice", "in steps on another axis", x => x.Slice(3, 3, 0, -2)),
        Free("Slice", "the first images", x => x.Slice(0, 0, 2)),
        Free("Slice", "all but the first image", x => x.Slice(0, 1, long.MaxValue)),
        Free("Concat", "along the batch", x => x.Builder.Op("Concat", [x, x.Slice(3, -1, long.MinValue, -1)], ("axis", 0L))),
        Free("Split", "in halves of a doubled batch", Halves),
        Free("Gather", "on another axis", x => x.Builder.Op("Gather", [x, x.Builder.Ints(2, 0, 2)], ("axis", 1L))),
        Free("Gather", "a table on another axis",
            x => x.Builder.Op("Gather", [x, x.Builder.Constant(Constant.Ints(2, 0, 1, 2) with { Dims = [2, 2] })], ("axis", 2L))),
        Free("Gather", "one of stacked tensors", x => x.Builder.Op(
            "Gather", [x.Reshape(-1, 3, 2, 10).Transpose(2, 0, 1, 3), x.Builder.Constant(Constant.IntScalar(1))], ("axis", 0L))),
        Free("Gather", "first and last image", x => x.Builder.Op("Gather", [x, x.Builder.Ints(0, -1, 0)], ("axis", 0L))),
        Free("GatherND", "images as batch axis", x => x.Builder.Op(
            "GatherND",
            [x, x.Builder.Op(
                "Expand", [x.Builder.Ints(1, -1), x.Builder.Op("Concat", [x.Map("Shape", ("end", 1L)), x.Builder.Ints(2)], ("axis", 0L))])],
            ("batch_dims", 1L))),
        Free("Tile", "copies for every image", x => x.Builder.Op(
            "Tile", [x.Mean(true, 0), x.Builder.Op("Concat", [x.Map("Shape", ("end", 1L)), x.Builder.Ints(1, 1, 2)], ("axis", 0L))])),
        Free("Tile", "the batch", x => x.Builder.Op("Tile", [x, x.Builder.Ints(3, 1, 1, 2)])),
        Free("Expand", "to every image", x => x.Builder.Op("Expand", [x.Mean(true, 0), x.Shape()])),
        Free("Resize", "the middle axes", x => x.Builder.Op(
            "Resize", [x.Transpose(0, 2, 3, 1), Value.None, x.Builder.Constant(Constant.Of([1, 2, 1.5f, 1], 4))], ("mode", "linear"))),
        Free("Resize", "to sizes computed from the shape", x => x.Builder.Op(
            "Resize",
            [x, Value.None, Value.None, x.Builder.Op("Concat", [x.Map("Shape", ("end", 2L)), x.Builder.Ints(7, 3)], ("axis", 0L))],
            ("mode", "cubic"))),
        Free("Pad", "reflect", x => x.Builder.Op("Pad", [x, x.Builder.Ints(0, 0, 1, 2, 0, 0, 2, 1)], ("mode", "reflect"))),
        Free("DepthToSpace", "column-row-depth", x => x.Reshape(-1, 12, 5, 1).Map("DepthToSpace", ("blocksize", 2L), ("mode", "CRD"))),
        Free("AveragePool", "windows", x => x.Map("AveragePool", Square(3, 2), ("strides", new long[] { 2, 1 }))),
        Free("ConvTranspose", "stride", x => x.Builder.Op(
            "ConvTranspose", [x, x.Builder.Constant(Constant.Of(Spread(5, 3, 2, 2, 2).Values, 3, 2, 2, 2))],
            ("strides", new long[] { 2, 2 }))),
    ];

    private static GradientCase Free(string op, string variant, Func<Value, Value> build) =>
        new($"{op} any batch: {variant}", op, [Spread(1, 4, 3, 5, 4)], (_, x) => build(x[0]), [0]) { Free = [0] };

    // Two views of every image in one batch, as test-time augmentation does.
    private static Value Halves(Value x)
    {
        var b = x.Builder;
        var both = b.Op("Concat", [x, x * x], ("axis", 0L));
        var halves = b.Op("Split", 2, [both], ("axis", 0L), ("num_outputs", 2L));
        return halves[0] * halves[1];
    }
}
