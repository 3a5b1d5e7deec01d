using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Runtime;

namespace VisEval.Onnx.Loading;

/// <summary>Frees the batch axis of a network that was exported for a fixed number of images.</summary>
internal static class DynamicBatch
{
    /// <summary>Whether the image input states a fixed batch.</summary>
    public static bool IsFixed(GraphInput input) => input.Dims.Count > 0 && input.Dims[0] is not null;

    /// <summary>
    /// Frees the first axis of the input, and of every Reshape of something computed from it to a constant shape that begins with that
    /// batch. Whether the result still computes the same is for <see cref="Agrees"/> to say.
    /// </summary>
    public static Graph Free(Graph graph, GraphInput input)
    {
        var batch = input.Dims[0];
        var computed = graph.Descendants([input.Name]);
        var constants = graph.Constants.ToDictionary();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
            if (node.Operator == "Reshape" && computed.Contains(node.Inputs[0])
                && constants.TryGetValue(node.Inputs[1], out var shape) && shape.Count > 0 && shape.Int64s[0] == batch)
            {
                // A leading 0 copies the first axis of the input, which is the batch.
                var name = $"viseval_{node.Outputs[0]}_shape";
                constants[name] = Constant.Ints([0, .. shape.Int64s[1..]]);
                nodes.Add(node with { Inputs = [node.Inputs[0], name] });
            }
            else
                nodes.Add(node);
        var inputs = graph.Inputs.Select(i => i == input ? i with { Dims = [null, .. i.Dims.Skip(1)] } : i);
        return graph with { Inputs = [.. inputs], Nodes = nodes, Constants = constants };
    }

    /// <summary>Whether the freed graph gives, for two batches at once, what the original gives for each.</summary>
    public static bool Agrees(Graph original, Graph freed, GraphInput input, string output)
    {
        int[] shape = [.. input.Dims.Select(d => (int)d!)];
        using var one = new Session(original.WithOutputs([output]), threads: 1);
        using var both = new Session(freed.WithOutputs([output]), threads: 1);
        var (first, second) = (Noise(shape, 1), Noise(shape, 2));
        var together = both.Run((input.Name, new Tensor([.. first.Values, .. second.Values], [2 * shape[0], .. shape[1..]])))[0];
        float[] apart = [.. one.Run((input.Name, first))[0].Values, .. one.Run((input.Name, second))[0].Values];
        var scale = apart.Max(MathF.Abs);
        return together.Length == apart.Length && together.Values.Zip(apart).All(p => MathF.Abs(p.First - p.Second) <= 1e-4f * scale);
    }

    private static Tensor Noise(int[] shape, long seed)
    {
        var noise = Tensor.Zeros(shape);
        var random = Seed.Of(seed).Random();
        for (var i = 0; i < noise.Length; i++)
            noise.Values[i] = (float)random.NextGaussian();
        return noise;
    }
}
