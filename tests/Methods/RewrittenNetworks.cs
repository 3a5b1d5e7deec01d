using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Methods;

/// <summary>Networks by which claims are examined.</summary>
internal static class RewrittenNetworks
{
    /// <summary>The function of <see cref="SmallNetworks.Convolutional"/> written in another way: the first ReLU as ½(x + |x|), the second
    /// convolution with doubled weights, the last layer with halved ones.</summary>
    public static Graph Convolutional()
    {
        var graph = SmallNetworks.Convolutional();
        var relu = graph.Nodes.First(n => n.Operator == "Relu");
        var constants = new Dictionary<string, Constant>(graph.Constants)
        {
            ["w2"] = Scaled(graph.Constants["w2"], 2),
            ["w3"] = Scaled(graph.Constants["w3"], 0.5f),
            ["half"] = Constant.Of([0.5f], 1),
        };
        Node[] written =
        [
            Node.Of("Abs", [relu.Inputs[0]], ["magnitude"]),
            Node.Of("Add", [relu.Inputs[0], "magnitude"], ["twice"]),
            Node.Of("Mul", ["twice", "half"], [relu.Outputs[0]]),
        ];
        return graph with { Nodes = [.. graph.Nodes.SelectMany(n => n == relu ? written : [n])], Constants = constants };
    }

    /// <summary>Convolution, sigmoid, global mean, fully connected, on 3×8×8 images; 4 classes.</summary>
    public static Graph Smooth()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 5, 3, 3, 3)]).Map("Sigmoid");
        x = x.Map("GlobalAveragePool").Map("Flatten");
        x = b.Op("Gemm", [x, SmallNetworks.Weights(b, "w2", 2, 5, 4)]);
        return b.Build([x.Name]);
    }

    /// <summary>Two strided convolutions with ReLUs, a max-pool between them, global mean, fully connected, on 3×20×20 images: layers of
    /// 10×10, 9×9 and 4×4; 4 classes.</summary>
    public static Graph Strided()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 20, 20);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 5, 3, 2, 2)], ("strides", new long[] { 2, 2 })).Map("Relu");
        x = x.Map("MaxPool", ("kernel_shape", new long[] { 2, 2 }));
        // FEM does not apply to a layer with negative values.
        var positive = b.Weight("w2", Constant.Of(GradientCase.Between(0, 1, 2, 6, 5, 2, 2).Values, 6, 5, 2, 2));
        x = b.Op("Conv", [x, positive], ("strides", new long[] { 2, 2 })).Map("Relu");
        x = x.Map("GlobalAveragePool").Map("Flatten");
        x = b.Op("Gemm", [x, SmallNetworks.Weights(b, "w3", 3, 6, 4)]);
        return b.Build([x.Name]);
    }

    private static Constant Scaled(Constant constant, float factor) =>
        Constant.Of([.. constant.Floats.ToArray().Select(v => v * factor)], [.. constant.Dims]);
}
