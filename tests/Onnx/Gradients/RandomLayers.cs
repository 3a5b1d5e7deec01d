using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Adds a layer that reads one tensor, or two where it can; what it cannot do with a shape it leaves to another layer.</summary>
public delegate Part RandomLayer(RandomNetwork network, Part first, Part second);

/// <summary>The layers a random network is made of. None makes large numbers of small ones, so that differences keep
/// their digits.</summary>
public static class RandomLayers
{
    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        .. new[]
        {
            "Tanh", "Sigmoid", "Softplus", "Mish", "Gelu", "Sin", "Atan", "Erf", "Relu", "HardSwish", "Elu", "Selu", "Softsign",
            "Neg", "Identity"
        }
            .Select(op => Same(x => x.Map(op))),
        Same(x => x * x.Map("Sigmoid")),
        Same(x => x.Map("LeakyRelu", ("alpha", 0.2f))),
        Same(x => x.Map("Softmax", ("axis", 1L))),
        Same(x => x.Map("LpNormalization", ("axis", 1L)).Map("Tanh")),
        Same(x => x.Builder.Op("Clip", [x, x.Builder.Scalar(-0.5f), x.Builder.Scalar(0.8f)])),
        Same(x => x.Builder.Op("CumSum", [x, x.Builder.Constant(Constant.IntScalar(1))]).Map("Tanh")),
        Same(x => x - x.Mean(keep: true, 1)),
        Same(x => x.Map("Tanh") * x.Builder.Op("ReduceMax", [x, x.Builder.Ints(1)]).Map("Sigmoid")),
        Same(x => x.Builder.Op("ReduceLogSumExp", [x, x.Builder.Ints(1)]).Map("Tanh") + x),
        Same(x => x / (x.Builder.Op("ReduceL2", [x, x.Builder.Ints(1)]) + 1f)),
        Two((a, b) => a + b.Map("Tanh")),
        Two((a, b) => a * b.Map("Sigmoid")),
        Two((a, b) => a / (b * b + 1f)),
        Two((a, b) => a.Builder.Op("Max", [a, b])),
        Two((a, b) => a.Builder.Op("Min", [a, b])),
        Two((a, b) => a.Builder.Op("Mean", [a, b, a])),
        Two((a, b) => a.Where(b > 0.1f, b)),
        Concat,
        Halves,
        Slice,
        Transpose,
        Norm,
        Dense,
        Image((_, x) => x.Value.Map("MaxPool", Window), s => [s[0], s[1], s[2] - 1, s[3] - 1]),
        Image((_, x) => x.Value.Map("AveragePool", Window), s => [s[0], s[1], s[2] - 1, s[3] - 1]),
        Image((_, x) => x.Value.Map("GlobalAveragePool"), s => [s[0], s[1], 1, 1]),
        Image((_, x) => x.Value.Map("Flatten").Map("Tanh"), s => [s[0], s[1] * s[2] * s[3]]),
        Image((n, x) => n.Builder.Op("Conv", [x.Value, n.Weight(2, x.Shape[1], 2, 2)]).Map("Tanh"), s => [s[0], 2, s[2] - 1, s[3] - 1]),
        Image((n, x) => n.Builder.Op("Conv", [x.Value, n.Weight(3, x.Shape[1], 1, 1), n.Weight(3)]), s => [s[0], 3, s[2], s[3]]),
        Image((n, x) => n.Builder.Op("InstanceNormalization", [x.Value, n.Weight(x.Shape[1]), n.Weight(x.Shape[1])], ("epsilon", 0.3f)),
            s => s),
    ];

    private static (string, object)[] Window => [("kernel_shape", new long[] { 2, 2 })];

    private static RandomLayer Same(Func<Value, Value> map) => (_, x, _) => new Part(map(x.Value), x.Shape);

    // Two tensors of one shape, or of shapes that broadcast; otherwise the tensor and a weight a channel.
    private static RandomLayer Two(Func<Value, Value, Value> map) => (n, a, b) =>
        a.Shape.Length == b.Shape.Length && a.Shape.Zip(b.Shape).All(p => p.First == p.Second || p.First == 1 || p.Second == 1)
            ? new Part(map(a.Value, b.Value), [.. a.Shape.Zip(b.Shape, Math.Max)])
            : new Part(map(a.Value, n.Weight([a.Shape[1], .. Enumerable.Repeat(1, a.Shape.Length - 2)])), a.Shape);

    // Only images with room for a window; anything else is squashed.
    private static RandomLayer Image(Func<RandomNetwork, Part, Value> map, Func<int[], int[]> shape) => (n, x, _) =>
        x.Shape is [_, _, > 1, > 1] ? new Part(map(n, x), shape(x.Shape)) : new Part(x.Value.Map("Tanh"), x.Shape);

    private static Part Concat(RandomNetwork network, Part a, Part b)
    {
        var other = a.Shape.Length == b.Shape.Length && a.Shape.Skip(2).SequenceEqual(b.Shape.Skip(2)) ? b : a;
        return new Part(
            network.Builder.Op("Concat", [a.Value, other.Value], ("axis", 1L)),
            [a.Shape[0], a.Shape[1] + other.Shape[1], .. a.Shape.Skip(2)]);
    }

    // Half of the channels gates the other half.
    private static Part Halves(RandomNetwork network, Part x, Part second)
    {
        if (x.Shape[1] % 2 != 0)
            return new Part(x.Value.Map("Tanh"), x.Shape);
        var halves = network.Builder.Op("Split", 2, [x.Value], ("axis", 1L), ("num_outputs", 2L));
        return new Part(halves[0] * halves[1].Map("Sigmoid"), [x.Shape[0], x.Shape[1] / 2, .. x.Shape.Skip(2)]);
    }

    private static Part Slice(RandomNetwork network, Part x, Part second) => x.Shape[^1] > 2
        ? new Part(x.Value.Slice(-1, 1, int.MaxValue, 2), [.. x.Shape.SkipLast(1), x.Shape[^1] / 2])
        : new Part(x.Value.Map("Tanh"), x.Shape);

    private static Part Transpose(RandomNetwork network, Part x, Part second) => x.Shape.Length == 4
        ? new Part(x.Value.Transpose(0, 1, 3, 2), [x.Shape[0], x.Shape[1], x.Shape[3], x.Shape[2]])
        : new Part(x.Value.Map("Tanh"), x.Shape);

    private static Part Norm(RandomNetwork network, Part x, Part second) => new(
        network.Builder.Op("LayerNormalization", [x.Value, network.Weight(x.Shape[^1])], ("epsilon", 0.3f)), x.Shape);

    private static Part Dense(RandomNetwork network, Part x, Part second) => new(
        (x.Value.MatMul(network.Weight(x.Shape[^1], 3)) * 0.5f).Map("Tanh"), [.. x.Shape.SkipLast(1), 3]);
}
