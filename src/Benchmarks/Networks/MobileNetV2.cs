using VisEval.Onnx.Graphs;

namespace VisEval.Benchmarks.Networks;

/// <summary>MobileNet v2 (Sandler et al., 2018).</summary>
internal sealed class MobileNetV2 : INetwork
{
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public string Name => "mobilenet-v2";

    public Value Build(Layers layers, Value x)
    {
        x = Layers.Relu6(layers.Conv(x, 3, 32, 3, 2));
        var channels = 32;
        foreach (var stage in Stages)
            for (var i = 0; i < stage.Blocks; i++, channels = stage.Channels)
                x = Block(layers, x, channels, stage.Expansion * channels, stage.Channels, i == 0 ? stage.Stride : 1);
        return layers.Dense(Layers.Relu6(layers.Conv(x, channels, 1280, 1)).Map("GlobalAveragePool").Map("Flatten"), 1280, 1000);
    }

    private static Value Block(Layers layers, Value x, int inputs, int inner, int outputs, int stride)
    {
        var y = inner == inputs ? x : Layers.Relu6(layers.Conv(x, inputs, inner, 1));
        y = layers.Conv(Layers.Relu6(layers.Conv(y, inner, inner, 3, stride, inner)), inner, outputs, 1);
        return stride == 1 && inputs == outputs ? x + y : y;
    }
}
