using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>Inverted residuals of depthwise convolutions with squeeze-excitation and hard-swish (after Howard et al.,
/// MobileNet v3, 2019).</summary>
internal sealed class Separable : INetwork
{
    public string Name => "separable";

    public string About => "MobileNet v3 style: depthwise convolutions, squeeze-excitation, hard-swish.";

    public double LearningRate => 3e-3;

    public int Steps => 2000;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.HardSwish(layers.Normalize(layers.Conv(images, "stem", 3, 16, 3, stride: 2), "stem.norm", 16));
        x = Block(layers, x, "block1", 16, 48, 24, stride: 2);
        x = Block(layers, x, "block2", 24, 72, 24, stride: 1);
        x = Block(layers, x, "block3", 24, 96, 40, stride: 2);
        x = Block(layers, x, "block4", 40, 160, 40, stride: 1);
        x = Layers.HardSwish(layers.Normalize(layers.Conv(x, "head", 40, 128, 1), "head.norm", 128));
        return [layers.Dense(Layers.Flatten(Layers.GlobalMean(x)), "fc", 128, classes)];
    }

    private static Value Block(Layers layers, Value x, string name, int inputs, int inner, int outputs, int stride)
    {
        var y = Layers.HardSwish(layers.Normalize(layers.Conv(x, $"{name}.expand", inputs, inner, 1), $"{name}.norm1", inner));
        y = layers.Conv(y, $"{name}.depth", inner, inner, 3, stride, groups: inner);
        y = Layers.HardSwish(layers.Normalize(y, $"{name}.norm2", inner));
        y = layers.Excite(y, $"{name}.excite", inner, inner / 4);
        y = layers.Normalize(layers.Conv(y, $"{name}.project", inner, outputs, 1), $"{name}.norm3", outputs);
        return inputs == outputs && stride == 1 ? x + y : y;
    }
}
