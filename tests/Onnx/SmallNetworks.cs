using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx;

/// <summary>Networks of a few layers on 3×8×8 images.</summary>
public static class SmallNetworks
{
    /// <summary>Convolution, batch normalization, ReLU, overlapping max-pool, global mean, fully connected; 4 classes.</summary>
    public static Graph Convolutional(Func<GraphBuilder, Value, Value>? head = null, long? batch = null)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, batch, 3, 8, 8);
        x = Layer(b, "conv1", "Conv", [x, Weights(b, "w1", 1, 5, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }));
        x = b.Op("BatchNormalization", [x, Weights(b, "scale", 2, 5), Weights(b, "shift", 3, 5), Weights(b, "mean", 4, 5),
            b.Weight("variance", Constant.Of([1, 2, 1, 0.5f, 1], 5))]);
        x = x.Map("Relu");
        x = x.Map("MaxPool", ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }));
        x = Layer(b, "conv2", "Conv", [x, Weights(b, "w2", 5, 6, 5, 2, 2)]);
        x = x.Map("Relu");
        b.Add(Node.Of("Identity", [x.Name], ["features"]));
        x = b.Existing("features").Map("GlobalAveragePool").Map("Flatten");
        x = Layer(b, "fc", "Gemm", [x, Weights(b, "w3", 6, 6, 4), Weights(b, "b3", 7, 4)]);
        if (head is not null)
            x = head(b, x);
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        return b.Build(["scores"]);
    }

    /// <summary>A gate over places, then a class token and one layer of attention on 4×4 patches; 4 classes.</summary>
    public static Graph Attending(Func<GraphBuilder, Value, Value>? head = null)
    {
        const int Width = 6;
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = Layer(b, "patches", "Conv", [x, Weights(b, "w1", 1, Width, 3, 2, 2)], ("strides", new long[] { 2, 2 }));
        x *= b.Op("Conv", [x, Weights(b, "w2", 2, 1, Width, 1, 1)]).Map("Sigmoid");
        x = x.Reshape(0, Width, -1).Transpose(0, 2, 1);
        x = b.Op("Concat", [x.Slice(1, 0, 1) * 0f + Weights(b, "class", 3, 1, 1, Width), x], ("axis", 1L));
        var attention = (x.MatMul(Weights(b, "query", 4, Width, Width))
            .MatMul(x.MatMul(Weights(b, "key", 5, Width, Width)).Transpose(0, 2, 1))).Map("Softmax", ("axis", -1L));
        x += attention.MatMul(x.MatMul(Weights(b, "value", 6, Width, Width)));
        x = x.Slice(1, 0, 1).Reshape(0, Width);
        x = x.MatMul(Weights(b, "head", 7, Width, 4));
        if (head is not null)
            x = head(b, x);
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        return b.Build(["scores"]);
    }

    /// <summary>As exported for one image: a fixed batch and a reshape that says so.</summary>
    public static Graph FixedBatch()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 1, 4, 4);
        x = b.Op("Conv", [x, Weights(b, "w1", 1, 2, 1, 3, 3)]);
        x = x.Reshape(1, 8).MatMul(Weights(b, "w2", 2, 8, 3));
        return b.Build([x.Name]);
    }

    public static Value Weights(GraphBuilder b, string name, int seed, params int[] shape) =>
        b.Weight(name, Constant.Of(GradientCase.Between(-1, 1, seed, shape).Values, [.. shape.Select(d => (long)d)]));

    private static Value Layer(GraphBuilder b, string name, string op, IReadOnlyList<Value> inputs, params (string, object)[] attributes)
    {
        b.Add(Node.Of(op, [.. inputs.Select(i => i.Name)], [$"{name}.out"], attributes) with { Name = name });
        return b.Existing($"{name}.out");
    }
}
