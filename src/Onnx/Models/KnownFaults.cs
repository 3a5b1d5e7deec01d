using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>Operators that providers have been known to compute wrongly in silence: they are tried before a network is used.</summary>
/// <remarks>CUDA: a max-pooling with dilation and padding in front gave wrong results
/// (github.com/microsoft/onnxruntime/issues/29637, 2026); libraries of before and after the repair are about.</remarks>
internal static class KnownFaults
{
    /// <summary>Tries what the network has of them, on noise.</summary>
    /// <param name="network">The network.</param>
    /// <param name="device">The device.</param>
    /// <param name="run">Runs a graph with the input x; null to run it on the device.</param>
    /// <exception cref="InputException">The device computes one wrongly; names the node.</exception>
    public static void Refuse(LoadedNetwork network, Device device, Func<Graph, Tensor, IReadOnlyList<byte[]>>? run = null)
    {
        foreach (var node in network.Graph.Nodes.Where(IsSuspected).Where(n => network.Shapes.Knows(n.Inputs[0])))
        {
            int[] shape = [.. network.Shapes.Of(node.Inputs[0]).Select(d => (int)d)];
            var graph = new Graph(
                [new GraphInput("x", ElementType.Float, [.. shape.Select(d => (long?)d)])], ["y", "i"],
                [node with { Inputs = ["x"], Outputs = ["y", "i"] }], new Dictionary<string, Constant>(), network.Graph.Opsets);
            var image = Noise.Of(shape, Seed.Of(0).For("known faults"));
            var (expected, actual) = (Run(graph, image, Device.Cpu), run?.Invoke(graph, image) ?? Run(graph, image, device));
            if (!expected.Zip(actual, (a, b) => a.AsSpan().SequenceEqual(b)).All(same => same))
                throw new InputException(
                    $"{network.Path}: device {device} computes node '{node.Label}' ({node.Operator} with dilation and padding) wrongly, "
                    + "a known fault of some versions of its provider; use a later library, or leave --device out for the CPU.");
        }
    }

    private static bool IsSuspected(Node node) =>
        node.Operator == "MaxPool" && node.Ints("dilations")?.Any(d => d > 1) == true
        && (node.Ints("pads")?.Any(p => p > 0) == true || node.Text("auto_pad").StartsWith("SAME", StringComparison.Ordinal));

    private static List<byte[]> Run(Graph graph, Tensor image, Device device)
    {
        using var session = new Session(graph, threads: 1, device: device);
        var results = new List<byte[]>();
        session.RunRaw(
            [("x", image.Values.AsMemory(), Session.Dims(image.Shape))],
            (_, value) => results.Add(value.GetTensorMutableRawData().ToArray()));
        return results;
    }
}
