using VisEval.Onnx.Graphs;

namespace VisEval.Benchmarks.Networks;

/// <summary>ResNet-50 (He et al., 2016), with the stride in the 3×3 convolution.</summary>
internal sealed class ResNet50 : INetwork
{
    public string Name => "resnet-50";

    public Value Build(Layers layers, Value x)
    {
        x = Layers.MaxPool(Layers.Relu(layers.Conv(x, 3, 64, 7, 2)), 3, 2, 1);
        var channels = 64;
        foreach (var (blocks, width, stride) in new[] { (3, 64, 1), (4, 128, 2), (6, 256, 2), (3, 512, 2) })
            for (var i = 0; i < blocks; i++)
            {
                x = Block(layers, x, channels, width, i == 0 ? stride : 1);
                channels = 4 * width;
            }
        return layers.Dense(x.Map("GlobalAveragePool").Map("Flatten"), channels, 1000);
    }

    private static Value Block(Layers layers, Value x, int inputs, int width, int stride)
    {
        var y = Layers.Relu(layers.Conv(x, inputs, width, 1));
        y = Layers.Relu(layers.Conv(y, width, width, 3, stride));
        y = layers.Conv(y, width, 4 * width, 1);
        return Layers.Relu(y + (inputs == 4 * width ? x : layers.Conv(x, inputs, 4 * width, 1, stride)));
    }
}
