using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Refuses operators of domains that ONNX Runtime does not come with.</summary>
internal static class ForeignOperators
{
    // The domains whose operators the runtime's package holds.
    private static readonly HashSet<string> Known =
        ["", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc", "ai.onnx.preview.training"];

    /// <exception cref="InputException">There is one; names operator, domain and node.</exception>
    public static void Refuse(IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (!Known.Contains(node.Domain))
                throw new InputException(
                    $"Node '{node.Label}' has the operator '{node.Operator}' of the domain '{node.Domain}', which ONNX Runtime does "
                    + "not know; it needs the library of whoever made it. Export the network with operators of the ONNX standard.");
            foreach (var inner in node.Subgraphs)
                Refuse(inner.Nodes);
        }
    }
}
