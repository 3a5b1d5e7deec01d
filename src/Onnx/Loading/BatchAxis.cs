using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Loading;

/// <summary>Makes a network take batches of any size: as it stands, freed of the batch that its exporter wrote down, or image by
/// image.</summary>
internal static class BatchAxis
{
    /// <summary>A network that takes batches.</summary>
    /// <param name="Graph">The graph.</param>
    /// <param name="Shapes">Its shapes.</param>
    /// <param name="Output">The output with the scores.</param>
    /// <param name="Batch">The batch that every run must have; null for any.</param>
    public sealed record Batched(Graph Graph, ShapeTable Shapes, string Output, long? Batch = null);

    /// <summary>The network with batches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="find">Finds the output with the scores; throws where there is none.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="InputException">No output holds scores, or answers depend on the other images of the batch.</exception>
    public static Batched Of(
        Graph graph, GraphInput input, Func<Graph, ShapeTable, string> find, ICollection<string> notes, CancellationToken stop)
    {
        var batched = input.Dims[0] is { } batch
            ? Freed(graph, input, batch, find, notes, stop)
            : Free(graph, input, find, notes, stop);
        if (batched.Batch is not null || batched.Graph.Nodes.FirstOrDefault(n => n.Operator == "DynamicQuantizeLinear") is not { } node)
            return batched;
        notes.Add($"images are run one by one: '{node.Label}' (DynamicQuantizeLinear) would take the range of all images of a batch");
        return batched with { Batch = 1 };
    }

    private static Batched Free(
        Graph graph, GraphInput input, Func<Graph, ShapeTable, string> find, ICollection<string> notes, CancellationToken stop)
    {
        try
        {
            var said = new List<string>();
            var folded = BranchFolding.Apply(graph, [2, 3], said, stop);
            var shapes = NetworkLoader.Shapes(folded, stop);
            if (!folded.Outputs.Any(o => Follows(shapes, o)) && WithOneImage(graph, input, find, notes, stop) is { } one)
                return one;
            foreach (var note in said)
                notes.Add(note);
            return new Batched(folded, shapes, find(folded, shapes));
        }
        catch (OnnxRuntimeException)
        {
            // Two images do not run; one may.
            if (WithOneImage(graph, input, find, notes, stop) is { } one)
                return one;
            throw;
        }
    }

    private static bool Follows(ShapeTable shapes, string output) =>
        shapes.Knows(output) && shapes.Of(output).Length > 0 && shapes.Fixed(output, 0) is null;

    // The file leaves the batch free, and the graph has one image written into it.
    private static Batched? WithOneImage(
        Graph graph, GraphInput input, Func<Graph, ShapeTable, string> find, ICollection<string> notes, CancellationToken stop)
    {
        var one = input with { Dims = [1, .. input.Dims.Skip(1)] };
        var said = new List<string>();
        try
        {
            var result = Freed(graph with { Inputs = [one] }, one, 1, find, said, stop);
            notes.Add("the input leaves the batch free, but one image is written into the graph");
            foreach (var note in said)
                notes.Add(note);
            return result;
        }
        catch (Exception error) when (error is OnnxRuntimeException or InputException)
        {
            // With one image it does not run either: what was wrong before is the reason to tell.
            return null;
        }
    }

    private static Batched Freed(
        Graph graph, GraphInput input, long batch, Func<Graph, ShapeTable, string> find, ICollection<string> notes, CancellationToken stop)
    {
        var exported = BranchFolding.Apply(graph, [batch], notes, stop);
        if (Rewritten(exported, input, find, stop) is { } freed)
        {
            var original = exported.Nodes.ToHashSet(ReferenceEqualityComparer.Instance);
            var outputs = exported.Nodes.SelectMany(n => n.Outputs).ToHashSet();
            var changed = freed.Graph.Nodes.Where(n => !original.Contains(n) && n.Outputs.Any(outputs.Contains)).ToList();
            notes.Add($"the fixed batch of {batch} was freed (checked on two batches of noise)" + (changed.Count == 0 ? ""
                : $"; it stood in {string.Join(", ", changed.Take(3).Select(n => $"'{n.Label}' ({n.Operator})"))}"
                    + (changed.Count > 3 ? $" and {changed.Count - 3} more" : "")));
            return freed;
        }
        var shapes = OneByOne.Shapes(exported, input, stop);
        var output = find(exported, shapes);
        OneByOne.Check(exported, input, output, stop);
        notes.Add($"the fixed batch of {batch} cannot be freed: images are run one by one"
            + (batch > 1 ? $", each as a batch of {batch} copies" : ""));
        return new Batched(exported, shapes, output, batch);
    }

    private static Batched? Rewritten(Graph exported, GraphInput input, Func<Graph, ShapeTable, string> find, CancellationToken stop)
    {
        if (DynamicBatch.Free(exported, input, stop) is not { } freed)
            return null;
        try
        {
            var shapes = NetworkLoader.Shapes(freed, stop);
            if (!freed.Outputs.Any(o => Follows(shapes, o)))
                return null;
            var output = find(freed, shapes);
            return DynamicBatch.Agrees(exported, freed, input, output, stop) ? new Batched(freed, shapes, output) : null;
        }
        catch (OnnxRuntimeException)
        {
            // Freed, it does not run: image by image it may.
            return null;
        }
    }
}
