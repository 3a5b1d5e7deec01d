using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>Residual blocks with batch normalization and strided convolutions (after He et al., 2016).</summary>
internal sealed class Residual : INetwork
{
    public string Name => "residual";

    public string About => "ResNet style: residual blocks with batch normalization, strided convolutions, global average pooling.";

    public double LearningRate => 3e-3;

    public int Steps => 2400;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(images, "stem", 3, 16, kernel: 5, stride: 2), "stem.norm", 16));
        x = Block(layers, x, "block1", 16, 16, stride: 1);
        x = Block(layers, x, "block2", 16, 32, stride: 2);
        x = Block(layers, x, "block3", 32, 32, stride: 1);
        x = Block(layers, x, "block4", 32, 64, stride: 2);
        x = Block(layers, x, "block5", 64, 64, stride: 1);
        return [layers.Dense(Layers.Flatten(Layers.GlobalMean(x)), "fc", 64, classes)];
    }

    /// <summary>Two convolutions beside a shortcut.</summary>
    public static Value Block(Layers layers, Value x, string name, int inputs, int outputs, int stride)
    {
        var y = Layers.Relu(layers.Normalize(layers.Conv(x, $"{name}.conv1", inputs, outputs, 3, stride), $"{name}.norm1", outputs));
        y = layers.Normalize(layers.Conv(y, $"{name}.conv2", outputs, outputs, 3), $"{name}.norm2", outputs);
        var shortcut = inputs == outputs && stride == 1
            ? x
            : layers.Normalize(layers.Conv(x, $"{name}.skip", inputs, outputs, 1, stride), $"{name}.norm3", outputs);
        return Layers.Relu(y + shortcut);
    }
}
