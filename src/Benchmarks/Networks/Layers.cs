using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Benchmarks.Networks;

/// <summary>Layers with seeded random weights, scaled so that signals keep their size (He et al., 2015).</summary>
/// <param name="builder">The graph under construction.</param>
internal sealed class Layers(GraphBuilder builder)
{
    private int _count;

    /// <summary>A convolution as exporters write it: batch normalization already folded into weights and bias.</summary>
    public Value Conv(Value x, int inputs, int outputs, int kernel, int stride = 1, int groups = 1)
    {
        var pad = kernel / 2L;
        return builder.Op(
            "Conv", [x, Weights(inputs / groups * kernel * kernel, outputs, inputs / groups, kernel, kernel), Weights(1e4, outputs)],
            ("kernel_shape", (long[])[kernel, kernel]), ("strides", (long[])[stride, stride]), ("pads", (long[])[pad, pad, pad, pad]),
            ("group", (long)groups));
    }

    /// <summary>A fully connected layer on N×inputs.</summary>
    public Value Dense(Value x, int inputs, int outputs) =>
        builder.Op("Gemm", [x, Weights(inputs, outputs, inputs), Weights(1e4, outputs)], ("transB", 1L));

    /// <summary>max(x, 0).</summary>
    public static Value Relu(Value x) => x.Map("Relu");

    /// <summary>min(max(x, 0), 6).</summary>
    public static Value Relu6(Value x) => x.Builder.Op("Clip", [x, x.Builder.Scalar(0), x.Builder.Scalar(6)]);

    /// <summary>Maximum over windows.</summary>
    public static Value MaxPool(Value x, long kernel, long stride, long pad) =>
        x.Map("MaxPool", ("kernel_shape", (long[])[kernel, kernel]), ("strides", (long[])[stride, stride]),
            ("pads", (long[])[pad, pad, pad, pad]));

    private Value Weights(double fanIn, params ReadOnlySpan<int> shape)
    {
        var weights = Tensor.Zeros(shape);
        var random = Seed.Of(_count++).Random();
        var deviation = Math.Sqrt(2 / fanIn);
        for (var i = 0; i < weights.Length; i++)
            weights.Values[i] = (float)(deviation * random.NextGaussian());
        var dims = new long[shape.Length];
        for (var a = 0; a < dims.Length; a++)
            dims[a] = shape[a];
        return builder.Constant(Constant.Of(weights.Values, dims));
    }
}
