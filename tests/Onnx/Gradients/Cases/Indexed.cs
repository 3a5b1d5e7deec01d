using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Reading and writing by indices, joining and cutting.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Indexed =>
    [
        Of("three on the first axis", "Concat", [Spread(1, 2, 3), Spread(2, 1, 3), Spread(3, 3, 3)], ("axis", 0L)),
        new("Concat of a tensor with itself", "Concat", [Spread(1, 2, 3)], (b, x) => b.Op("Concat", [x[0], x[0]], ("axis", 1L)), [0]),
        Split("all parts", b => [b.Ints(1, 4, 2)], 3),
        Split("a number of parts that leaves a rest", _ => [], 3, ("num_outputs", 3L)),
        Split("negative axis", b => [b.Ints(3, 4)], 2, ("axis", -1L)),
        With("bounds out of range", "Slice", [Image], [Constant.Ints(-100, 1), Constant.Ints(3, 100), Axes23]),
        With("32-bit bounds", "Slice", [Image], [Small(1, -3), Small(4, -1), Small(2, 3), Small(2, 1)]),
        With("backwards in steps", "Slice", [Image],
            [Constant.Ints(4, -1), Constant.Ints(0, -100), Constant.Ints(-2, 3), Constant.Ints(-2, -2)]),
        With("nothing", "Slice", [Spread(1, 2, 6)], [Constant.Ints(4), Constant.Ints(2), Axes1]) with { Build = EmptySlice },
        new("Slice from a computed start", "Slice", [Spread(1, 2, 6)], ComputedSlice, [0]),
        With("several axes of indices", "Gather", [Image], [Constant.Ints(2, 0, 2, -1, 3, 1) with { Dims = [2, 3] }], ("axis", 2L)),
        With("32-bit indices", "Gather", [Image], [Small(3, -2)], ("axis", -1L)),
        With("one from the end", "Gather", [Image], [Constant.IntScalar(-1)], ("axis", 3L)),
        With("one position many times", "Gather", [Spread(1, 2, 9)], [Constant.Ints([.. Enumerable.Repeat(4L, 30)])], ("axis", 1L)),
        new("Gather by computed indices", "Gather", [Image],
            (b, x) => b.Op("Gather", [x[0], Largest(x[0].Sum(false, 0, 1, 3), 0)], ("axis", 2L)), [0]),
        new("Gather by a table of computed indices", "Gather", [Image],
            (b, x) => b.Op("Gather", [x[0], Largest(x[0].Sum(false, 1), 2)], ("axis", 3L)), [0]),
        With("repeated and negative", "GatherElements", [Spread(1, 2, 4)], [Constant.Ints(0, 0, -1, 3, 1, 3) with { Dims = [2, 3] }],
            ("axis", 1L)),
        new("GatherElements by computed indices", "GatherElements", [Image],
            (b, x) => b.Op("GatherElements", [x[0], Largest(x[0], 2)], ("axis", 2L)), [0]),
        With("elements", "GatherND", [Spread(1, 2, 4)], [Constant.Ints(0, 1, 1, -1, 0, 1) with { Dims = [3, 2] }]),
        With("rows", "GatherND", [Image], [Constant.Ints(0, 1, 1, -1, 0, 1, 1, 0) with { Dims = [2, 2, 2] }]),
        With("one batch axis", "GatherND", [Image], [Constant.Ints(1, -1, 0, 2) with { Dims = [2, 1, 2] }], ("batch_dims", 1L)),
        With("two batch axes", "GatherND", [Spread(1, 2, 2, 4, 3)], [Constant.Ints(1, -1, 0, 2) with { Dims = [2, 2, 1] }],
            ("batch_dims", 2L)),
        Scatter("ScatterElements", "", Constant.Ints(0, 2, -1, 1) with { Dims = [2, 2] }, [2, 2], ("axis", 1L)),
        Scatter("ScatterElements", "adding twice", Constant.Ints(2, 2, -1, 1) with { Dims = [2, 2] }, [2, 2], ("axis", 1L),
            ("reduction", "add")),
        Scatter("ScatterND", "elements", Constant.Ints(0, 2, 1, -1) with { Dims = [2, 2] }, [2]),
        Scatter("ScatterND", "rows", Constant.Ints(1) with { Dims = [1, 1] }, [1, 4]),
        Scatter("ScatterND", "adding twice", Constant.Ints(0, 2, 0, 2) with { Dims = [2, 2] }, [2], ("reduction", "add")),
        OneHot("last axis", -1),
        OneHot("first axis", 0),
        new("OneHot indices carry nothing", "OneHot", [Spread(1, 2, 4)], (b, x) =>
            x[0] + b.Op("OneHot", [x[0].Map("ArgMax", ("axis", 1L), ("keepdims", 0L)), b.Constant(Constant.IntScalar(4)),
                b.Constant(Constant.Of([0, 1], 2))]), [0]),
    ];

    private static Constant Small(params int[] values) =>
        new(ElementType.Int32, [values.Length], System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(values).ToArray());

    // The two largest along an axis: indices that depend on the data.
    private static Value Largest(Value x, long axis) => x.Builder.Op("TopK", 2, [x, x.Builder.Ints(2)], ("axis", axis))[1];

    private static Value EmptySlice(GraphBuilder b, Value[] x) =>
        b.Op("Concat", [x[0], b.Op("Slice", [x[0], b.Ints(4), b.Ints(2), b.Ints(1)])], ("axis", 1L));

    // It begins behind the largest sum of a column: at a place that only the data tell.
    private static Value ComputedSlice(GraphBuilder b, Value[] x)
    {
        var place = b.Op("ArgMax", [x[0].Sum(false, 0).Slice(0, 0, 4)], ("axis", 0L)) + b.Ints(-6);
        return b.Op("Slice", [x[0], place, place + b.Ints(2), b.Ints(1)]);
    }

    private static GradientCase Split(
        string variant, Func<GraphBuilder, Value[]> lengths, int parts, params (string, object)[] attributes) =>
        new($"Split {variant}", "Split", [Spread(1, 2, 7)], (b, x) =>
        {
            var pieces = b.Op("Split", parts, [x[0], .. lengths(b)], [("axis", 1L), .. attributes]);
            return b.Op("Concat", [.. pieces.Reverse()], ("axis", 1L));
        }, [0]);

    private static GradientCase Scatter(string op, string variant, Constant indices, int[] updates, params (string, object)[] attributes) =>
        new(
            $"{op} {variant}", op, [Spread(1, 2, 4), Spread(2, updates)], (b, x) => b.Op(op, [x[0], b.Constant(indices), x[1]], attributes),
            [0, 1]);

    private static GradientCase OneHot(string variant, long axis) => new(
        $"OneHot {variant}", "OneHot", [new Tensor([0.2f, 0.9f], 2)],
        (b, x) => b.Op("OneHot", [b.Ints(1, 3, -1), b.Constant(Constant.IntScalar(4)), x[0]], ("axis", axis)), [0]);
}
