using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>How much of a network its device runs: the runtime gives what a device has no kernel for to the CPU and says nothing.</summary>
/// <remarks>Refusing that altogether would refuse most networks: the runtime computes shapes on the CPU of its own accord.</remarks>
internal static class DeviceShare
{
    private const int Named = 8;

    /// <summary>The network with what its device leaves to the CPU among its warnings.</summary>
    /// <exception cref="InputException">The device runs nothing of it, or cannot run it.</exception>
    public static LoadedNetwork Said(LoadedNetwork network, Device device, CancellationToken stop)
    {
        if (device.IsCpu)
            return network;
        KnownFaults.Refuse(network, device);
        var graph = network.Graph.WithOutputs([network.Scores]);
        return Said(
            network, device, RuntimeMessage.Guard(network.Path, () => Placement.Of(graph, device, network.Batch ?? 1, stop)));
    }

    internal static LoadedNetwork Said(LoadedNetwork network, Device device, IReadOnlyList<PlacedNode> nodes)
    {
        var left = nodes.Where(n => n.IsOnCpu).ToList();
        if (left.Count == nodes.Count)
            throw new InputException(
                $"{network.Path}: device {device} runs none of the network's {nodes.Count} operators; leave --device out for the CPU.");
        return left.Count == 0 ? network : network with { Warnings = [.. network.Warnings, Sentence(nodes.Count, left, device)] };
    }

    private static string Sentence(int all, IReadOnlyList<PlacedNode> left, Device device)
    {
        var names = left.GroupBy(n => n.Operator).Select(g => $"{g.Count()} {g.Key}").ToList();
        return $"{left.Count} of {all} operators run on the CPU instead of {device}: {string.Join(", ", names.Take(Named))}"
            + (names.Count > Named ? ", …" : "");
    }
}
