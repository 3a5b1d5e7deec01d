using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Runtime;

/// <summary>Learns the shape of every tensor of a graph by running it on zeros.</summary>
public static class ShapeObserver
{
    /// <summary>Runs the graph with batches of 2 and 3; the first axis of every input that is free is the batch.</summary>
    /// <exception cref="Microsoft.ML.OnnxRuntime.OnnxRuntimeException">The runtime refuses the graph.</exception>
    public static ShapeTable Observe(Graph graph)
    {
        var tensors = graph.Nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0).ToList();
        using var session = new Session(graph with { Outputs = tensors }, threads: 1);
        var constants = graph.Constants.Select(c => (c.Key, Dims: c.Value.Dims.ToArray())).ToList();
        return new ShapeTable(Run(2), Run(3));

        Dictionary<string, long[]> Run(long batch)
        {
            var feeds = graph.Inputs.Select(input =>
            {
                long[] shape = [.. input.Dims.Select(d => d ?? batch)];
                return (input.Name, new float[shape.Aggregate(1L, (a, b) => a * b)].AsMemory(), shape);
            }).ToList();
            var shapes = constants.ToDictionary(c => c.Key, c => c.Dims);
            foreach (var (name, _, shape) in feeds)
                shapes[name] = shape;
            session.RunRaw(feeds, (i, value) => shapes[tensors[i]] = value.GetTensorTypeAndShape().Shape);
            return shapes;
        }
    }
}
