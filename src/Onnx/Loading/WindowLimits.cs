using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Refuses windows no network has; the runtime would compute with them for hours, or not survive them.</summary>
internal static class WindowLimits
{
    private const long Longest = 1 << 14;

    // The least each length can be.
    private static readonly Dictionary<string, long> Least = new()
    {
        ["kernel_shape"] = 1,
        ["strides"] = 1,
        ["dilations"] = 1,
        ["pads"] = -Longest,
        ["output_padding"] = 0,
        ["output_shape"] = 0,
    };

    /// <exception cref="InputException">A window is absurd; names the node.</exception>
    public static void Check(IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var (name, least) in Least)
                if (node.Attributes.GetValueOrDefault(name) is long[] lengths && lengths.Any(l => l < least || l > Longest))
                    throw new InputException(
                        $"Node '{node.Label}' ({node.Operator}): the attribute '{name}' is [{string.Join(", ", lengths)}]; "
                        + $"{least} to {Longest} is allowed.");
            if (node.Int("group", 1) < 1)
                throw new InputException(
                    $"Node '{node.Label}' ({node.Operator}): the attribute 'group' is {node.Int("group")}; it must be positive.");
            foreach (var inner in node.Subgraphs)
                Check(inner.Nodes);
        }
    }
}
