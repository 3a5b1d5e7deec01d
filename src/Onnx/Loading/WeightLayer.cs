using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>A layer with trained weights: a convolution or matrix product, with the batch normalization that follows it.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Weights">The constants that belong to it.</param>
internal sealed record WeightLayer(string Name, IReadOnlyList<string> Weights)
{
    /// <summary>The layers of a graph from the output towards the input.</summary>
    public static IReadOnlyList<WeightLayer> Of(Graph graph)
    {
        var layers = new List<WeightLayer>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (node.Operator is not ("Conv" or "ConvTranspose" or "Gemm" or "MatMul") || !Trained(graph, node).Any())
                continue;
            var normalization = graph.Nodes
                .Where(n => n.Operator == "BatchNormalization" && n.Inputs[0] == node.Outputs[0])
                .SelectMany(n => Trained(graph, n));
            layers.Add(new WeightLayer(node.Label, [.. Trained(graph, node).Concat(normalization)]));
        }
        return layers;
    }

    /// <summary>
    /// Replaces the weights: matrices and kernels by normal numbers of the same mean and standard deviation or by a permutation of
    /// themselves, vectors (biases and the parameters of a normalization, of which some must stay positive) always by a permutation.
    /// </summary>
    public void Redraw(Dictionary<string, Constant> constants, Seed seed, WeightDraw draw)
    {
        foreach (var name in Weights)
        {
            var old = constants[name];
            var values = old.Floats.ToArray();
            var random = seed.For(name).Random();
            if (draw == WeightDraw.Permuted || old.Dims.Count(d => d > 1) < 2)
                random.Shuffle<float>(values);
            else
            {
                var mean = values.Average(v => (double)v);
                var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)(mean + deviation * random.NextGaussian());
            }
            constants[name] = Constant.Of(values, old.Dims);
        }
    }

    private static IEnumerable<string> Trained(Graph graph, Node node) =>
        node.Inputs.Where(i => graph.Constants.TryGetValue(i, out var c) && c.Type == ElementType.Float && c.Count > 1);
}
