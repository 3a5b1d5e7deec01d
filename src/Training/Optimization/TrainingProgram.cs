using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Training.Networks;

namespace VisEval.Training.Optimization;

/// <summary>A classifier, its loss and the derivative of the loss with respect to every weight.</summary>
internal sealed class TrainingProgram(INetwork network, int size, int classes, Seed seed, int threads) : IDisposable
{
    private readonly WeightProgram _program = new((builder, layers) => Loss(builder, layers, network, size, classes), seed, threads);

    /// <summary>The weights as they stand, in the order of use.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Weights => _program.Weights;

    /// <summary>One step on a batch; gives the loss before it.</summary>
    public float Step(Tensor images, Tensor labels, AdamW optimizer, double rate) =>
        _program.Step([("images", images), ("labels", labels)], optimizer, rate);

    /// <summary>The network as it stands, for inference.</summary>
    public Graph Export() =>
        _program.Export((builder, layers) => network.Logits(layers, Images(builder, size), classes)[0], "logits");

    public void Dispose() => _program.Dispose();

    private static Value Loss(GraphBuilder builder, Layers layers, INetwork network, int size, int classes)
    {
        var images = Images(builder, size);
        var labels = builder.Input("labels", ElementType.Float, null, classes);
        return network.Logits(layers, images, classes).Select(head => CrossEntropy(labels, head)).Aggregate((a, b) => a + b);
    }

    private static Value Images(GraphBuilder builder, int size) => builder.Input("images", ElementType.Float, null, 3, size, size);

    // With soft labels: −mean over images of Σ_c label_c·ln p_c.
    private static Value CrossEntropy(Value labels, Value logits) =>
        -(labels * logits.Map("LogSoftmax", ("axis", -1L))).Sum(keep: false, 1).Mean(keep: false, 0);
}
