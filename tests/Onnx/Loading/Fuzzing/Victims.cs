using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Loading.Fuzzing;

/// <summary>Small valid models of many operators, to be broken.</summary>
internal static class Victims
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        OnnxFile.Write(SmallNetworks.Convolutional((_, x) => x.Map("Softmax", ("axis", -1L)))),
        OnnxFile.Write(SmallNetworks.Convolutional(batch: 1)),
        OnnxFile.Write(SmallNetworks.FixedBatch()),
        OnnxFile.Write(Old(Shapes(oldForm: true), 9)),
        OnnxFile.Write(Shapes(oldForm: false)),
        OnnxFile.Write(Tokens()),
        OnnxFile.Write(Branches()),
    ];

    private static Graph Old(Graph graph, long opset) => graph with { Opsets = new Dictionary<string, long> { [""] = opset } };

    // Moving and joining elements, padding, enlarging, normalizing.
    private static Graph Shapes(bool oldForm)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 2, 4, 4);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w", 1, 4, 1, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }), ("group", 2L),
            ("strides", new long[] { 1, 1 }), ("dilations", new long[] { 1, 1 }));
        x = oldForm ? x.Map("Pad", ("pads", new long[] { 0, 0, 1, 1, 0, 0, 1, 1 })) : b.Op("Pad", [x, b.Ints(0, 0, 1, 1, 0, 0, 1, 1)]);
        x = x.Map(
            "AveragePool", ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 0, 0, 0, 0 }));
        x = b.Op(
            oldForm ? "Upsample" : "Resize",
            [x, .. oldForm ? Array.Empty<Value>() : [Value.None], b.Constant(Constant.Of([1, 1, 2, 2], 4))],
            ("mode", "nearest"));
        x = b.Op("Concat", [x, x.Map("Sigmoid")], ("axis", 1L));
        x = x.Transpose(0, 2, 3, 1);
        x = oldForm ? x.Map("ReduceMean", ("axes", new long[] { 1, 2 }), ("keepdims", 0L)) : x.Mean(false, 1, 2);
        x = b.Op("Gather", [x, b.Ints(0, 3, 5)], ("axis", 1L));
        b.Add(Node.Of("Softmax", [x.Name], ["scores"], ("axis", 1L)));
        return b.Build(["scores"]);
    }

    // Patches, a class token, attention: exported for one image.
    public static Graph Tokens()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 1, 4, 4);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "patches", 1, 6, 1, 2, 2)], ("strides", new long[] { 2, 2 }));
        x = x.Reshape(1, 6, 4).Transpose(0, 2, 1);
        x = b.Op("Concat", [SmallNetworks.Weights(b, "token", 2, 1, 1, 6), x], ("axis", 1L))
            + SmallNetworks.Weights(b, "positions", 3, 1, 5, 6);
        // The sequence first, heads beside the images, as exporters of multi-head attention write it.
        var sequence = x.Transpose(1, 0, 2);
        Value Heads(string name, int seed) =>
            sequence.MatMul(SmallNetworks.Weights(b, name, seed, 6, 6)).Reshape(5, 2, 3).Transpose(1, 0, 2);
        var weights = Heads("query", 4).MatMul(Heads("key", 5).Transpose(0, 2, 1)).Map("Softmax", ("axis", -1L));
        var mixed = weights.MatMul(Heads("value", 6)).Transpose(1, 0, 2).Reshape(5, 6);
        x = mixed.MatMul(SmallNetworks.Weights(b, "out", 7, 6, 6)).Reshape(5, 1, 6).Transpose(1, 0, 2) + x;
        x = b.Op("LayerNormalization", [x, b.Constant(Constant.Of([1, 1, 1, 2, 1, 1], 6))], ("axis", -1L));
        x = b.Op("Gather", [x, b.Constant(Constant.IntScalar(0))], ("axis", 1L));
        x = b.Op("Gemm", [x, SmallNetworks.Weights(b, "head", 8, 6, 3)]);
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        return b.Build(["scores"]);
    }

    // If(channels = 1) squeeze else identity, as exporters write a squeeze.
    public static Graph Branches()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 2, 2).Map("GlobalAveragePool").Reshape(0, 3, 1);
        var length = b.Op("Gather", [x.Shape(), b.Constant(Constant.IntScalar(2))]);
        var condition = b.Op("Equal", [length, b.Constant(Constant.IntScalar(1))]);
        var axes = new Dictionary<string, Constant> { ["axes"] = Constant.Ints(2) };
        var squeeze = new Subgraph([], ["result"], [Node.Of("Squeeze", [x.Name, "axes"], ["result"])], axes);
        var identity = new Subgraph([], ["same"], [Node.Of("Identity", [x.Name], ["same"])], new Dictionary<string, Constant>());
        b.Add(Node.Of("If", [condition.Name], ["pooled"], ("then_branch", squeeze), ("else_branch", identity)));
        b.Add(Node.Of("Gemm", ["pooled", SmallNetworks.Weights(b, "head", 8, 3, 4).Name], ["scores"]));
        return b.Build(["scores"]);
    }
}
