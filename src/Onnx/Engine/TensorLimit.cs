using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>Refuses tensors that no classifier has: they would take minutes and gigabytes before anything else goes wrong.</summary>
internal static class TensorLimit
{
    // 1 GB of 32-bit floats for one image.
    private const double MostValues = 1L << 28;

    /// <summary>Looks at the shapes that are known.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Shapes for a batch.</param>
    /// <param name="batch">Its number of images.</param>
    /// <exception cref="InputException">One is too large; names the node.</exception>
    public static void Check(Graph graph, IReadOnlyDictionary<string, long[]> shapes, long batch)
    {
        foreach (var node in graph.Nodes)
            foreach (var output in node.Outputs)
                if (shapes.TryGetValue(output, out var shape) && PerImage(shape, batch) >= MostValues)
                    throw new InputException(
                        $"Node '{node.Label}' ({node.Operator}) makes a tensor of [{string.Join("×", shape)}] for {batch} images; "
                        + $"fewer than {MostValues} values an image are supported. Check its padding and sizes.");
    }

    // As floating point, because the product of lengths can be beyond any integer.
    private static double PerImage(long[] shape, long batch) =>
        shape.Aggregate(1.0, (a, d) => a * d) / (shape.Length > 0 && shape[0] == batch ? batch : 1);
}
