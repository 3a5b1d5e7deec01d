using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>A quantized network against the same network without its quantization.</summary>
public class QuantizedNetworkTests
{
    private static readonly Constant Zero = new((ElementType)4, [], BitConverter.GetBytes((ushort)32768));

    [Test]
    public void Fine_stairs_have_the_gradient_of_the_line()
    {
        var image = GradientCase.Between(-1, 1, 1, 3, 3, 8, 8);
        var exact = Gradient(image, scale: 0);
        // 16 bits over ±6.5: each rounding moves a value by at most 1e-4; with this input no kink and no maximum is crossed.
        var quantized = Gradient(image, scale: 2e-4f);
        Assert.That(exact.Values.Max(Math.Abs), Is.GreaterThan(0.1));
        for (var i = 0; i < exact.Length; i++)
            Assert.That(quantized.Values[i], Is.EqualTo(exact.Values[i]).Within(1e-3), $"element {i}");
    }

    [Test]
    public void Saturated_activations_pass_nothing()
    {
        var image = GradientCase.Between(2, 3, 1, 3, 3, 8, 8);
        // 16 bits over ±0.66: every pixel is cut.
        Assert.That(Gradient(image, scale: 2e-5f).Values, Is.All.EqualTo(0));
    }

    private static Tensor Gradient(Tensor image, float scale)
    {
        var b = new GraphBuilder();
        var x = Stairs(b.Input("x", ElementType.Float, null, 3, 8, 8), scale);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 2, 4, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 }));
        x = Stairs(x, scale).Map("Relu");
        x = Stairs(x, scale, q => q.Map("Transpose", ("perm", new long[] { 0, 1, 3, 2 })));
        x = Stairs(x, scale).Map("MaxPool", ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        x = Stairs(x, scale, q => q.Reshape(0, -1)).MatMul(SmallNetworks.Weights(b, "w2", 3, 64, 2));
        var graph = b.Build([x.Name]);
        var program = Backward.Build(graph, ShapeObserver.Observe(graph), x.Name, ["x"], RuleSet.Standard.For);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        return session.Run(("x", image), (program.Seed, GradientCase.Between(-1, 1, 4, 3, 2)))[0];
    }

    // Quantized and back, around operators that only move; scale 0: without.
    private static Value Stairs(Value x, float scale, Func<Value, Value>? between = null)
    {
        between ??= q => q;
        if (scale == 0)
            return between(x);
        var (b, how) = (x.Builder, new[] { x.Builder.Scalar(scale), x.Builder.Constant(Zero) });
        return b.Op("DequantizeLinear", [between(b.Op("QuantizeLinear", [x, .. how])), .. how]);
    }
}
