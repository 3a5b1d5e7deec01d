using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>Fully connected, tanh, fully connected; 3 classes. No kinks, so path integrals converge.</summary>
internal static class SmoothNetwork
{
    public static OnnxModel Open(ImageSize size)
    {
        const int Hidden = 6;
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, size.Channels, size.Height, size.Width).Map("Flatten");
        var gain = b.Weight("gain", Constant.Of([(float)(2 / Math.Sqrt(size.Length))], 1));
        x = (x.MatMul(SmallNetworks.Weights(b, "w1", 1, size.Length, Hidden)) * gain).Map("Tanh");
        b.Add(Node.Of("Identity", [x.MatMul(SmallNetworks.Weights(b, "w2", 2, Hidden, 3)).Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        return OnnxModel.Open(file.Path);
    }
}
