using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Runtime;

/// <summary>Learns the shape of every tensor of a graph by running it on zeros.</summary>
public static class ShapeObserver
{
    // Shapes, bounds and index lists are short; long integer tensors are data.
    private const int LongestIntegers = 1024;

    /// <summary>Runs the graph with batches of 2 and 3; the first axis of every input that is free is the batch.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    public static ShapeTable Observe(Graph graph)
    {
        var tensors = graph.Nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0).ToList();
        using var session = new Session(graph with { Outputs = tensors }, threads: 1);
        var fromShapes = ComputedFromShapes(graph);
        var two = Run(graph, session, 2, fromShapes);
        var three = Run(graph, session, 3, fromShapes);
        var constant = two.Integers.Where(i => three.Integers.TryGetValue(i.Key, out var other) && Same(i.Value, other)).ToDictionary();
        return new ShapeTable(two.Shapes, three.Shapes, constant, two.Types);
    }

    private static (Dictionary<string, long[]> Shapes, Dictionary<string, Constant> Integers, Dictionary<string, ElementType> Types) Run(
        Graph graph, Session session, long batch, HashSet<string> fromShapes)
    {
        var shapes = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Dims.ToArray());
        var integers = new Dictionary<string, Constant>();
        var types = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Type);
        foreach (var input in graph.Inputs)
            types[input.Name] = input.Type;
        var feeds = graph.Inputs.Select(input =>
        {
            long[] shape = [.. input.Dims.Select(d => d ?? batch)];
            return (input.Name, new float[shape.Aggregate(1L, (a, b) => a * b)].AsMemory(), shape);
        }).ToList();
        foreach (var (name, _, shape) in feeds)
            shapes[name] = shape;
        session.RunRaw(feeds, (i, value) =>
        {
            var name = session.Outputs[i];
            var facts = value.GetTensorTypeAndShape();
            shapes[name] = facts.Shape;
            // The runtime numbers element types as ONNX does.
            types[name] = (ElementType)facts.ElementDataType;
            if (facts.ElementDataType == TensorElementType.Int64 && facts.ElementCount <= LongestIntegers && fromShapes.Contains(name))
                integers[name] = Constant.Ints(value.GetTensorDataAsSpan<long>()) with { Dims = facts.Shape };
        });
        return (shapes, integers, types);
    }

    // Everything that depends on the data only through the shape of something.
    private static HashSet<string> ComputedFromShapes(Graph graph)
    {
        var data = graph.Inputs.Select(i => i.Name).ToHashSet();
        var fromShapes = new HashSet<string>();
        foreach (var node in graph.Nodes)
            (node.Operator is not ("Shape" or "Size") && node.Inputs.Any(data.Contains) ? data : fromShapes).UnionWith(node.Outputs);
        return fromShapes;
    }

    private static bool Same(Constant a, Constant b) => a.Dims.SequenceEqual(b.Dims) && a.Data.Span.SequenceEqual(b.Data.Span);
}
