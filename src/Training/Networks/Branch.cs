using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>An attention branch network (after Fukui et al., 2019): a branch that learns the classes itself weights the features
/// of another.</summary>
/// <remarks>The attention map <c>attention.out</c>, N×1×16×16 in (0, 1), weights the features x as x·M + x; the branch has a class head
/// of its own, which the loss counts like the logits.</remarks>
internal sealed class Branch : INetwork
{
    public string Name => "branch";

    public string About =>
        "Attention branch network: residual blocks whose features are weighted by an attention map that is learned beside them.";

    public double LearningRate => 3e-3;

    public int Steps => 1600;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(images, "stem", 3, 16, kernel: 5, stride: 2), "stem.norm", 16));
        x = Residual.Block(layers, x, "block1", 16, 16, stride: 1);
        x = Residual.Block(layers, x, "block2", 16, 32, stride: 2);
        x = Residual.Block(layers, x, "block3", 32, 32, stride: 1);

        var evidence = layers.Normalize(Residual.Block(layers, x, "attention.block", 32, 64, stride: 1), "attention.norm1", 64);
        evidence = Layers.Relu(layers.Normalize(layers.Conv(evidence, "attention.classes", 64, classes, 1), "attention.norm2", classes));
        // Started at random, the map may as well dim the objects and light the background: the perception learns from either. Started as
        // the sum of the evidence, with every channel the evidence of its own class, it lights what the classes are seen by.
        var map = layers.Conv(evidence, "attention.map", classes, 1, 3, start: _ => 1);
        var head = layers.Conv(evidence, "attention.head", classes, classes, 1, start: i => i % (classes + 1) == 0 ? 4 : 0);
        var attention = layers.Sigmoid(layers.Normalize(map, "attention.norm3", 1), "attention");

        x = Residual.Block(layers, x * attention + x, "block4", 32, 64, stride: 2);
        x = Residual.Block(layers, x, "block5", 64, 64, stride: 1);
        return [layers.Dense(Layers.Flatten(Layers.GlobalMean(x)), "fc", 64, classes), Layers.Flatten(Layers.GlobalMean(head))];
    }
}
