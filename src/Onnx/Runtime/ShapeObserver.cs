using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Runtime;

/// <summary>Learns the shape of every tensor of a graph by running it on zeros.</summary>
public static class ShapeObserver
{
    // Shapes, bounds, index lists and scales are short; long tensors are data.
    private const int Longest = 1024;

    /// <summary>Runs the graph with batches of 2 and 3; the first axis of every input that is free is the batch.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    public static ShapeTable Observe(Graph graph)
    {
        var (two, three) = (Observed(graph, 2), Observed(graph, 3));
        var constant = two.FromShapes.Where(i => three.FromShapes.TryGetValue(i.Key, out var other) && Same(i.Value, other)).ToDictionary();
        return new ShapeTable(two.Shapes, three.Shapes, constant, two.Types);
    }

    /// <summary>The shapes for one batch.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    internal static Dictionary<string, long[]> Shapes(Graph graph, long batch) => Observed(graph, batch).Shapes;

    /// <summary>The values of some boolean tensors for one batch of zeros; those that are not one boolean are left out.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    internal static Dictionary<string, bool> Flags(Graph graph, IReadOnlyList<string> tensors, long batch)
    {
        var flags = new Dictionary<string, bool>();
        Run(graph, tensors, batch, (name, value) =>
        {
            if (value.GetTensorTypeAndShape() is { ElementDataType: TensorElementType.Bool, ElementCount: 1 })
                flags[name] = value.GetTensorDataAsSpan<bool>()[0];
        });
        return flags;
    }

    /// <summary>Everything that depends on the data only through the shape of something.</summary>
    internal static HashSet<string> ComputedFromShapes(Graph graph)
    {
        var data = graph.Inputs.Select(i => i.Name).ToHashSet();
        var fromShapes = new HashSet<string>();
        foreach (var node in graph.Nodes)
            (node.Operator is not ("Shape" or "Size") && node.Reads.Any(data.Contains) ? data : fromShapes).UnionWith(node.Outputs);
        return fromShapes;
    }

    private static Observation Observed(Graph graph, long batch)
    {
        var shapes = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Dims.ToArray());
        var types = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Type);
        foreach (var input in graph.Inputs)
            (shapes[input.Name], types[input.Name]) = (Shape(input, batch), input.Type);
        var known = new Dictionary<string, Constant>();
        var fromShapes = ComputedFromShapes(graph);
        Run(graph, [.. graph.Nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0)], batch, (name, value) =>
        {
            // What is no tensor (a sequence, an omitted optional) has no shape.
            if (!value.IsTensor)
                return;
            var facts = value.GetTensorTypeAndShape();
            shapes[name] = facts.Shape;
            types[name] = (ElementType)(int)facts.ElementDataType;
            if (facts.ElementDataType is TensorElementType.Int64 or TensorElementType.Int32 or TensorElementType.Float
                && facts.ElementCount <= Longest && fromShapes.Contains(name))
                known[name] = new Constant(types[name], facts.Shape, value.GetTensorMutableRawData().ToArray());
        });
        return new Observation(shapes, types, known);
    }

    // All tensors at once need the memory of all; a graph too large for that is observed in parts.
    private static void Run(Graph graph, IReadOnlyList<string> tensors, long batch, Action<string, OrtValue> receive, int parts = 1)
    {
        try
        {
            foreach (var part in tensors.Chunk(Math.Max(1, (tensors.Count + parts - 1) / parts)))
                RunPart(graph.WithOutputs(part), batch, receive);
        }
        catch (OnnxRuntimeException error) when (error.Message.Contains("memory", StringComparison.OrdinalIgnoreCase) && parts < 16 && parts < tensors.Count)
        {
            Run(graph, tensors, batch, receive, parts * 4);
        }
    }

    private static void RunPart(Graph graph, long batch, Action<string, OrtValue> receive)
    {
        using var session = new TrialSession(graph);
        var feeds = graph.Inputs.Select(i => Zeros(i, batch)).ToList();
        try
        {
            using var outputs = session.Run([.. graph.Inputs.Select(i => i.Name)], feeds);
            for (var i = 0; i < outputs.Count; i++)
                receive(session.Outputs[i], outputs[i]);
        }
        finally
        {
            foreach (var feed in feeds)
                feed.Dispose();
        }
    }

    /// <summary>A black image batch.</summary>
    internal static OrtValue Zeros(GraphInput input, long batch)
    {
        var shape = Shape(input, batch);
        var zeros = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)input.Type, shape);
        zeros.GetTensorMutableRawData().Clear();
        return zeros;
    }

    private static long[] Shape(GraphInput input, long batch) => [.. input.Dims.Select(d => d ?? batch)];

    private static bool Same(Constant a, Constant b) => a.Dims.SequenceEqual(b.Dims) && a.Data.Span.SequenceEqual(b.Data.Span);

    private sealed record Observation(
        Dictionary<string, long[]> Shapes, Dictionary<string, ElementType> Types, Dictionary<string, Constant> FromShapes);
}
