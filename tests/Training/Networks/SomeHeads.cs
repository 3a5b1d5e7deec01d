using VisEval.Onnx.Graphs;
using VisEval.Training.Networks;

namespace VisEval.Tests.Training.Networks;

/// <summary>A network with some of its heads, in an order of choice: the first is exported. The weights keep their names,
/// so their values.</summary>
internal sealed class SomeHeads(INetwork network, params IReadOnlyList<int> heads) : INetwork
{
    public string Name => network.Name;

    public string About => network.About;

    public double LearningRate => network.LearningRate;

    public int Steps => network.Steps;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var all = network.Logits(layers, images, classes);
        return [.. heads.Select(h => all[h])];
    }
}
