using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>A network whose fixed batch cannot be freed: it is run image by image, a batch of copies of each.</summary>
internal static class OneByOne
{
    /// <summary>The shapes as if the batch were free: where the first axis of what is computed from the image counts the images, it
    /// grows.</summary>
    /// <remarks>Every run has the exported batch, so that what is really fixed is right too.</remarks>
    /// <param name="graph">The graph with its fixed batch.</param>
    /// <param name="input">The image input.</param>
    /// <param name="stop">Stops it.</param>
    public static ShapeTable Shapes(Graph graph, GraphInput input, CancellationToken stop)
    {
        var batch = input.Dims[0]!.Value;
        var shapes = ShapeObserver.Observe(graph, stop);
        var computed = graph.Descendants([input.Name]);
        computed.ExceptWith(DataPath.ComputedFromShapes(graph));
        Dictionary<string, long[]> Grown(long images) => shapes.Two.ToDictionary(s => s.Key, s =>
            computed.Contains(s.Key) && s.Value.Length > 0 && Counts(s.Value[0], batch)
                ? [s.Value[0] / batch * images, .. s.Value[1..]]
                : s.Value);
        return shapes with { Two = Grown(2), Three = Grown(3) };
    }

    /// <summary>Compares an image in company with a batch of copies of it.</summary>
    /// <exception cref="InputException">The answers differ.</exception>
    public static void Check(Graph graph, GraphInput input, string output, CancellationToken stop)
    {
        int[] shape = [.. input.Dims.Select(d => (int)d!.Value)];
        if (shape[0] == 1)
            return;
        using var session = new Session(graph.WithOutputs([output]), threads: 1, stop);
        var company = Noise.Of(shape, Seed.Of(0).For("company"));
        var copies = company.Clone();
        for (var i = 1; i < shape[0]; i++)
            company.Item(0).CopyTo(copies.Item(i));
        var (beside, alone) = (session.Run((input.Name, company))[0], session.Run((input.Name, copies))[0]);
        var row = beside.Length / shape[0];
        if (!Agreement.Holds(beside.Values.AsSpan(0, row), alone.Values.AsSpan(0, row)))
            throw new InputException(
                $"The answer for an image depends on the other images of its batch of {shape[0]}, or on chance; export the network so that "
                + "every image is answered by itself.");
    }

    // Of a batch of one only an axis of length 1 can count the images.
    private static bool Counts(long length, long batch) => batch == 1 ? length == 1 : length > 0 && length % batch == 0;
}
