using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Inspection;

/// <summary>A tensor with places that class activation methods could use.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Shape">The shape for one image.</param>
/// <param name="Height">The rows of places; 0 where a tensor was chosen that has none.</param>
/// <param name="Width">The columns of places; 0 where there are none.</param>
/// <param name="Differentiable">Whether the scores can be differentiated with respect to it.</param>
public sealed record CamCandidate(string Tensor, IReadOnlyList<long> Shape, int Height, int Width, bool Differentiable)
{
    /// <summary>Whether the shape does not show the places: they are the rows of a list of tokens.</summary>
    public bool IsTokens => Shape.Count == 2;

    /// <summary>The default, then the last tensor of every other grid of places, from the scores towards the image; before pooling and
    /// padding, which add nothing.</summary>
    internal static IReadOnlyList<CamCandidate> Of(NetworkMap map, string? chosen, Func<Node, bool> hasRule)
    {
        // Past a node without a rule nothing can be differentiated any more.
        var blocked = map.Graph.Ancestors(map.Graph.Nodes
            .Where(n => !hasRule(n) && DataPath.Passes(n, map.Path))
            .SelectMany(n => n.Inputs));
        var attention = AttentionFinder.Between(map).ToHashSet();
        var others = map.Graph.Nodes.Reverse().Where(n => !CamTensorFinder.AddsNothing(n)).SelectMany(n => n.Outputs)
            .Where(o => map.Path.Contains(o) && o != map.Scores && !attention.Contains(o));
        return
        [
            .. others.Prepend(chosen).OfType<string>()
                .Select(o => (Tensor: o, Places: map.Places(o))).Where(o => o.Places is not null || o.Tensor == chosen)
                .DistinctBy(o => (o.Places?.Height, o.Places?.Width))
                .Select(o => new CamCandidate(
                    o.Tensor, [.. map.Shapes.Of(o.Tensor).Skip(1)],
                    o.Places?.Height ?? 0, o.Places?.Width ?? 0, !blocked.Contains(o.Tensor))),
        ];
    }
}
