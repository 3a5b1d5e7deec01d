using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>An attention branch network (after Fukui et al., 2019): a branch that learns the classes itself weights the features of another.</summary>
/// <remarks>The attention map <c>attention.out</c>, N×1×16×16 in (0, 1), weights the features x as x·M + x; the branch has a class head of
/// its own, which the loss counts like the logits.</remarks>
internal sealed class Branch : INetwork
{
    public string Name => "branch";

    public string About => "Attention branch network: residual blocks whose features are weighted by an attention map that is learned beside them.";

    public double LearningRate => 3e-3;

    public int Steps => 2400;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(images, "stem", 3, 16, kernel: 5, stride: 2), "stem.norm", 16));
        x = Residual.Block(layers, x, "block1", 16, 16, stride: 1);
        x = Residual.Block(layers, x, "block2", 16, 32, stride: 2);
        x = Residual.Block(layers, x, "block3", 32, 32, stride: 1);

        var evidence = layers.Normalize(Residual.Block(layers, x, "attention.block", 32, 64, stride: 1), "attention.norm1", 64);
        evidence = Layers.Relu(layers.Normalize(layers.Conv(evidence, "attention.classes", 64, classes, 1), "attention.norm2", classes));
        var attention = layers.Sigmoid(layers.Normalize(layers.Conv(evidence, "attention.map", classes, 1, 3), "attention.norm3", 1), "attention");
        var branch = Layers.Flatten(Layers.GlobalMean(layers.Conv(evidence, "attention.head", classes, classes, 1)));

        x = Residual.Block(layers, x * attention + x, "block4", 32, 64, stride: 2);
        x = Residual.Block(layers, x, "block5", 64, 64, stride: 1);
        return [layers.Dense(Layers.Flatten(Layers.GlobalMean(x)), "fc", 64, classes), branch];
    }
}
