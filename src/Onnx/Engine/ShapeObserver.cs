using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>Learns the shape of every tensor of a graph: from the runtime's own inference, and where that does not know, by running the
/// graph on zeros.</summary>
/// <remarks>Handing out every tensor of a large network at once takes more memory than anything else VisEval does with it.</remarks>
public static class ShapeObserver
{
    // Shapes, bounds, index lists and scales are short; long tensors are data.
    private const int Longest = 1024;

    /// <summary>Observes batches of 2 and 3; the first axis of every input that is free is the batch.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="stop">Stops observing.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    public static ShapeTable Observe(Graph graph, CancellationToken stop = default) => Observe(graph, runOutputs: true, stop);

    /// <summary>Observes without running the graph as far as the runtime infers its shapes: what the outputs hold, and whether they can be
    /// computed at all, is left to the caller to find out.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    internal static ShapeTable Infer(Graph graph, CancellationToken stop = default) => Observe(graph, runOutputs: false, stop);

    /// <summary>The shapes for one batch.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    internal static Dictionary<string, long[]> Shapes(Graph graph, long batch, CancellationToken stop = default) =>
        Observed(graph, [batch], runOutputs: true, stop)[0].Shapes;

    /// <summary>The values of some boolean tensors for one batch of zeros; those that are not one boolean are left out.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    internal static Dictionary<string, bool> Flags(Graph graph, IReadOnlyList<string> tensors, long batch, CancellationToken stop = default)
    {
        var flags = new Dictionary<string, bool>();
        Run(graph, tensors, [batch], (name, _, value) =>
        {
            if (value.GetTensorTypeAndShape() is { ElementDataType: TensorElementType.Bool, ElementCount: 1 })
                flags[name] = value.GetTensorDataAsSpan<bool>()[0];
        }, stop);
        return flags;
    }

    private static ShapeTable Observe(Graph graph, bool runOutputs, CancellationToken stop)
    {
        var observed = Observed(graph, [2, 3], runOutputs, stop);
        var (two, three) = (observed[0], observed[1]);
        var constant = two.FromShapes.Where(i => three.FromShapes.TryGetValue(i.Key, out var other) && Same(i.Value, other)).ToDictionary();
        return new ShapeTable(two.Shapes, three.Shapes, constant, two.Types);
    }

    private static Observation[] Observed(Graph graph, long[] batches, bool runOutputs, CancellationToken stop)
    {
        var all = batches.Select(batch => Declared(graph, batch)).ToArray();
        var fromShapes = DataPath.ComputedFromShapes(graph);
        var tensors = graph.Nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0).ToList();
        var inferred = Infer(graph, tensors, batches, all, stop);
        for (var i = 0; i < batches.Length; i++)
            TensorLimit.Check(graph, all[i].Shapes, batches[i]);
        // What is computed from shapes is wanted by value; the outputs are run for, so that a graph that cannot run is found here.
        bool Wanted(string tensor) =>
            fromShapes.Contains(tensor) || !inferred.Contains(tensor) || (runOutputs && graph.Outputs.Contains(tensor));
        Run(graph, [.. tensors.Where(Wanted)], batches, (name, run, value) =>
        {
            // What is no tensor (a sequence, an omitted optional) has no shape.
            if (!value.IsTensor)
                return;
            var facts = value.GetTensorTypeAndShape();
            all[run].Shapes[name] = facts.Shape;
            var type = all[run].Types[name] = (ElementType)(int)facts.ElementDataType;
            if (facts.ElementDataType is TensorElementType.Int64 or TensorElementType.Int32 or TensorElementType.Float
                && facts.ElementCount <= Longest && fromShapes.Contains(name))
                all[run].FromShapes[name] = new Constant(type, facts.Shape, value.GetTensorMutableRawData().ToArray());
        }, stop);
        for (var i = 0; i < batches.Length; i++)
            TensorLimit.Check(graph, all[i].Shapes, batches[i]);
        return all;
    }

    private static Observation Declared(Graph graph, long batch)
    {
        var shapes = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Dims.ToArray());
        var types = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Type);
        foreach (var input in graph.Inputs)
            (shapes[input.Name], types[input.Name]) = (Shape(input, batch), input.Type);
        return new Observation(shapes, types, []);
    }

    // The tensors whose shape the runtime knows up to the batch, which all inputs call by one name.
    private static HashSet<string> Infer(Graph graph, List<string> tensors, long[] batches, Observation[] all, CancellationToken stop)
    {
        using var session = new TrialSession(graph with { Outputs = tensors }, stop);
        var inferred = new HashSet<string>();
        foreach (var tensor in tensors)
        {
            var facts = session.Static(tensor);
            if (!facts.IsTensor || facts.Dimensions.Zip(facts.SymbolicDimensions).Any(d => d.First < 0 && d.Second != GraphWriter.Batch))
                continue;
            inferred.Add(tensor);
            for (var i = 0; i < batches.Length; i++)
            {
                all[i].Shapes[tensor] = [.. facts.Dimensions.Select(d => d < 0 ? batches[i] : (long)d)];
                all[i].Types[tensor] = (ElementType)(int)facts.ElementDataType;
            }
        }
        return inferred;
    }

    // All tensors at once need the memory of all; a graph too large for that is observed in parts.
    private static void Run(
        Graph graph, IReadOnlyList<string> tensors, long[] batches, Action<string, int, OrtValue> receive,
        CancellationToken stop, int parts = 1)
    {
        try
        {
            foreach (var part in tensors.Chunk(Math.Max(1, (tensors.Count + parts - 1) / parts)))
                RunPart(graph.WithOutputs(part), batches, receive, stop);
        }
        catch (OnnxRuntimeException error) when (
            error.Message.Contains("memory", StringComparison.OrdinalIgnoreCase) && parts < 16 && parts < tensors.Count)
        {
            Run(graph, tensors, batches, receive, stop, parts * 4);
        }
    }

    private static void RunPart(Graph graph, long[] batches, Action<string, int, OrtValue> receive, CancellationToken stop)
    {
        using var session = new TrialSession(graph, stop);
        for (var run = 0; run < batches.Length; run++)
        {
            var feeds = graph.Inputs.Select(i => Zeros(i, batches[run])).ToList();
            try
            {
                using var outputs = session.Run([.. graph.Inputs.Select(i => i.Name)], feeds);
                for (var i = 0; i < outputs.Count; i++)
                    receive(session.Outputs[i], run, outputs[i]);
            }
            finally
            {
                foreach (var feed in feeds)
                    feed.Dispose();
            }
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
