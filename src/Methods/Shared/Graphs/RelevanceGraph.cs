using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>Passes of backward rules to the pixels inside a graph; the graph's twin of <see cref="RelevancePass"/>.</summary>
internal static class RelevanceGraph
{
    /// <summary>Starts with 1 at the target.</summary>
    public static Value FromOne(ExplanationGraph graph, RuleSet rules) => graph.AtInput(graph.Targets, rules);

    /// <summary>Starts with the target's score.</summary>
    public static Value FromScore(ExplanationGraph graph, RuleSet rules) => FromOne(graph, rules.FromScore());

    /// <summary>R/|ΣR| − D/|ΣD|, image by image; where one has no relevance, nothing is left of it. N×C×H×W, float.</summary>
    public static Value EqualSums(Value relevance, Value contrast) => (Scaled(relevance) - Scaled(contrast)).ToFloat();

    private static Value Scaled(Value relevance)
    {
        var wide = relevance.Widened();
        var sum = wide.Sum(keep: true, 1, 2, 3);
        return wide * sum.Number(1).OverOrZero(sum.Map("Abs"));
    }
}
