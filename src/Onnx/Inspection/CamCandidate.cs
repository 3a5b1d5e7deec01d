using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Inspection;

/// <summary>A tensor with height and width that class activation methods could use.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Shape">Channels, height, width.</param>
/// <param name="Differentiable">Whether the scores can be differentiated with respect to it.</param>
public sealed record CamCandidate(string Tensor, IReadOnlyList<long> Shape, bool Differentiable)
{
    /// <summary>A tensor of tokens, T×K.</summary>
    internal static CamCandidate OfTokens(Graph graph, ShapeTable shapes, string tensor, Func<Node, bool> hasRule)
    {
        var after = graph.Descendants([tensor]);
        var differentiable = graph.Nodes.Where(n => n.Reads.Any(after.Contains)).All(hasRule);
        return new CamCandidate(tensor, [.. shapes.Of(tensor).Skip(1)], differentiable);
    }

    /// <summary>The last tensor of every spatial size, from the scores towards the image; before pooling and padding,
    /// which add nothing.</summary>
    internal static IReadOnlyList<CamCandidate> Of(Graph graph, ShapeTable shapes, string input, string scores, Func<Node, bool> hasRule)
    {
        var between = DataPath.Between(graph, input, scores);
        var image = shapes.Of(input);
        // Past a node without a rule nothing can be differentiated any more.
        var blocked = graph.Ancestors(graph.Nodes
            .Where(n => !hasRule(n) && DataPath.Passes(n, between))
            .SelectMany(n => n.Inputs));
        return
        [
            .. graph.Nodes.Reverse()
                .Where(n => !CamTensorFinder.AddsNothing(n))
                .SelectMany(n => n.Outputs)
                // Height and width of the image's own proportions: attention and channels-last tensors have four axes too.
                .Where(o => between.Contains(o) && o != scores && shapes.Of(o) is [2, _, var height, var width] && height * width > 1
                    && Math.Abs((height * image[3]) - (width * image[2])) < Math.Max(image[2], image[3]))
                .DistinctBy(o => (shapes.Of(o)[2], shapes.Of(o)[3]))
                .Select(o => new CamCandidate(o, [.. shapes.Of(o).Skip(1)], !blocked.Contains(o))),
        ];
    }
}
