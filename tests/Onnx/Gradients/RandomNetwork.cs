using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>A tensor of a random network and its shape for two images.</summary>
public sealed record Part(Value Value, int[] Shape);

/// <summary>One layer of a random network: any numbers mean something, so a failing network can be made smaller.</summary>
/// <param name="Kind">Which operator.</param>
/// <param name="First">Which of the latest tensors it reads, counted from the end.</param>
/// <param name="Second">Which of all tensors it reads as well, if it needs two.</param>
public sealed record Layer(int Kind, int First, int Second);

/// <summary>A network of random layers on two images.</summary>
public sealed class RandomNetwork
{
    private readonly List<Part> _parts = [];
    private readonly int _seed;

    public RandomNetwork(IReadOnlyList<Layer> layers, int seed)
    {
        _seed = seed;
        _parts.Add(new Part(Input("x", [null, 3, 4, 4], [2, 3, 4, 4]), [2, 3, 4, 4]));
        foreach (var layer in layers)
        {
            var first = _parts[^(1 + layer.First % Math.Min(3, _parts.Count))];
            _parts.Add(RandomLayers.All[layer.Kind % RandomLayers.All.Count](this, first, _parts[layer.Second % _parts.Count]));
        }
        // Every tensor counts in the result, with a weight for each of its elements.
        var shares = _parts.Select(p => (p.Value * Weight([1, .. p.Shape.Skip(1)])).Reshape(0, -1).Sum(keep: false, 1));
        Output = Builder.Op("Sum", [.. shares]).Name;
        Graph = Builder.Build([Output]);
    }

    public GraphBuilder Builder { get; } = new();

    /// <summary>The image and the weights with their values.</summary>
    public List<(string Name, Tensor Value)> Feeds { get; } = [];

    public Graph Graph { get; }

    public string Output { get; }

    /// <summary>A weight, which is fed: derivatives by weights are checked as those by the image.</summary>
    public Value Weight(params int[] shape) => Input($"w{Feeds.Count}", [.. shape.Select(d => (long?)d)], shape);

    private Value Input(string name, long?[] dims, int[] shape)
    {
        Feeds.Add((name, GradientCase.Between(-0.7, 0.7, _seed + 1000 * Feeds.Count, shape)));
        return Builder.Input(name, ElementType.Float, dims);
    }
}
