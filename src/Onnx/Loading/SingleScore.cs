using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Gives a network with one score an image the form of the others: N×2 logits for yes and no, or N×1 for a number.</summary>
/// <remarks>Yes (class 1) has the score S, no (class 0) has −S, so that the sigmoid of each is its probability and both sum to 1.</remarks>
internal static class SingleScore
{
    private const string Prefix = "viseval_single_";

    /// <summary>The graph with scores N×1.</summary>
    public static (Graph Graph, string Scores) AsNumber(Graph graph, string score)
    {
        var builder = GraphBuilder.From(graph, Prefix);
        var scores = builder.Existing(score).Reshape(-1, 1);
        return (builder.Build([scores.Name]), scores.Name);
    }

    /// <summary>The graph with the probabilities 1 − p of no and p of yes, N×2.</summary>
    public static (Graph Graph, string Scores) AsProbabilities(Graph graph, string probability)
    {
        var builder = GraphBuilder.From(graph, Prefix);
        var yes = builder.Existing(probability).Reshape(-1, 1);
        var both = builder.Op("Concat", [1 - yes, yes], ("axis", 1L));
        return (builder.Build([both.Name]), both.Name);
    }

    /// <summary>The graph with the scores of no and yes, N×2.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="score">The logit of yes.</param>
    /// <param name="yesFirst">Whether yes is class 0 and no class 1.</param>
    public static (Graph Graph, string Scores) AsTwoClasses(Graph graph, string score, bool yesFirst = false) =>
        LastLayer.Of(graph, score, 1, yesFirst ? [(0, 1), (0, -1)] : [(0, -1), (0, 1)], Prefix);
}
