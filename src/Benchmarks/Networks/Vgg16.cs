using VisEval.Onnx.Graphs;

namespace VisEval.Benchmarks.Networks;

/// <summary>VGG-16 (Simonyan and Zisserman, 2015).</summary>
internal sealed class Vgg16 : INetwork
{
    public string Name => "vgg-16";

    public Value Build(Layers layers, Value x)
    {
        var channels = 3;
        foreach (var (convolutions, width) in new[] { (2, 64), (2, 128), (3, 256), (3, 512), (3, 512) })
        {
            for (var i = 0; i < convolutions; i++, channels = width)
                x = Layers.Relu(layers.Conv(x, channels, width, 3));
            x = Layers.MaxPool(x, 2, 2, 0);
        }
        x = Layers.Relu(layers.Dense(x.Map("Flatten"), 512 * 7 * 7, 4096));
        return layers.Dense(Layers.Relu(layers.Dense(x, 4096, 4096)), 4096, 1000);
    }
}
