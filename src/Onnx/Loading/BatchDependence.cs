using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds out whether the answer for an image depends on what else is in its batch: then no explanation of it has a meaning, and
/// the size of batches would change every number.</summary>
internal static class BatchDependence
{
    /// <summary>Compares the answers for two images together with those for each alone.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="what">What was computed, for messages.</param>
    /// <param name="images">Two images.</param>
    /// <param name="run">Computes the answers for a batch.</param>
    /// <exception cref="InputException">They differ.</exception>
    public static void Refuse(string path, string what, Tensor images, Func<Tensor, Tensor> run)
    {
        var together = run(images).Values;
        float[] alone = [.. Enumerable.Range(0, images.BatchSize).SelectMany(i => run(images.Items(i, 1)).Values)];
        if (!Agreement.Holds(together, alone))
            throw new InputException(
                $"{path}: the {what} of an image depend on the other images of its batch, or on chance: they differ between two images "
                + "together and each alone. A mean or softmax over the batch axis, or an operator in training mode, does that; export the "
                + "network so that every image is answered by itself.");
    }

    /// <summary>Compares what the network makes of its scores, for two rows of them: the scores themselves are compared when the network is
    /// first run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="output">The output that is computed from them.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="InputException">It depends on the batch.</exception>
    public static void RefuseBehind(
        Graph graph, ShapeTable shapes, string scores, string output, string path, CancellationToken stop)
    {
        if (scores == output || Behind(graph, shapes, scores, output) is not { } end)
            return;
        using var session = new Session(end, threads: 1, stop);
        int[] shape = [.. shapes.Of(scores).Select(d => (int)d)];
        Refuse(path, $"numbers '{output}'", Noise.Of(shape, Seed.Of(0).For("scores")), rows => session.Run((scores, rows))[0]);
    }

    // The nodes from the scores on; null where they need more than the scores and constants.
    private static Graph? Behind(Graph graph, ShapeTable shapes, string scores, string output)
    {
        var after = graph.Descendants([scores]);
        after.Remove(scores);
        var nodes = graph.WithOutputs([output]).Nodes.Where(n => n.Outputs.Any(after.Contains)).ToList();
        var given = nodes.SelectMany(n => n.Outputs).Concat(graph.Constants.Keys).Append(scores).Append("").ToHashSet();
        return nodes.Count > 0 && nodes.SelectMany(n => n.Reads).All(given.Contains) && shapes.PerBatch(scores) is [null, ..] dims
            ? (graph with { Inputs = [new GraphInput(scores, ElementType.Float, dims)], Nodes = nodes }).WithOutputs([output])
            : null;
    }
}
