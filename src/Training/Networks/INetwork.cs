using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>An architecture: from images N×3×64×64 to logits N×10.</summary>
internal interface INetwork
{
    /// <summary>The name of its folder and on the command line.</summary>
    string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    string About { get; }

    /// <summary>The peak learning rate it trains well with.</summary>
    double LearningRate { get; }

    /// <summary>The number of steps it needs.</summary>
    int Steps { get; }

    /// <summary>Writes its layers; gives its logits first, then those of the auxiliary heads that learn the same labels
    /// beside it.</summary>
    /// <remarks>The loss is the sum over all of them. What only an auxiliary head needs is no part of the exported network.</remarks>
    IReadOnlyList<Value> Logits(Layers layers, Value images, int classes);
}
