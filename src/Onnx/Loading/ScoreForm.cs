using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Brings the scores of a network into the one form that everything else expects: N×classes, and known what they mean.</summary>
internal static class ScoreForm
{
    /// <summary>The scores of an output, with the graph and the shapes that have them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="output">The output with the scores.</param>
    /// <param name="stated">How a person says that they are meant; null where nobody does.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="notes">Receives what was found and done.</param>
    /// <param name="warnings">Receives what changes the numbers.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="InputException">What is stated contradicts the network, or nothing can be explained.</exception>
    public static (Graph Graph, ShapeTable Shapes, ScoreFinder.Found Scores) Of(
        Graph graph, ShapeTable shapes, string output, ScoreKind? stated, string path, ICollection<string> notes,
        ICollection<string> warnings, CancellationToken stop)
    {
        if (stated is null or ScoreKind.Sigmoid
            && Complements.Of(graph, shapes, output) is var (logit, yesFirst))
        {
            notes.Add($"the output '{output}' is a sigmoid beside its complement: two classes with the logit '{logit}' of one and its "
                + "negative of the other");
            var (pair, sides) = SingleScore.AsTwoClasses(graph, logit, yesFirst);
            return (pair, NetworkLoader.Shapes(pair, stop), new ScoreFinder.Found(sides, ScoreKind.Sigmoid));
        }
        // A number stays as it is given, whatever the network ends in.
        var scores = stated == ScoreKind.Linear
            ? new ScoreFinder.Found(output, ScoreKind.Linear)
            : ScoreFinder.Logits(graph, shapes, output, notes);
        if (scores.ByRange)
        {
            if (stated == ScoreKind.Softmax)
                scores = new ScoreFinder.Found(output, ScoreKind.Softmax);
            else if (stated is null)
                warnings.Add($"The scores '{output}' cannot leave 0…1, as the graph shows: they are taken for probabilities of classes "
                    + "that stand by themselves, and no softmax or sigmoid is taken of them. If they are logits, state \"scoreKind\": "
                    + "\"softmax\", if they are numbers, \"linear\", in the JSON file beside the model.");
        }
        RefuseOther(path, scores.Kind, stated);
        scores = scores with { Kind = scores.Kind ?? stated };
        if (scores.Columns is { } columns)
        {
            var all = (int)ScoreFinder.Classes(shapes, scores.Tensor);
            if (columns.Count < all && scores.Kind == ScoreKind.Softmax)
                warnings.Add($"The network gives {columns.Count} of the {all} columns of its softmax: probabilities are of these alone and "
                    + "sum to 1, so that they are larger than the numbers of its output.");
            (graph, var picked) = LastLayer.Of(graph, scores.Tensor, all, [.. columns.Select(c => (c, 1f))], "viseval_columns_");
            (shapes, scores) = (NetworkLoader.Shapes(graph, stop), scores with { Tensor = picked, Columns = null });
        }
        if (ScoreFinder.Classes(shapes, scores.Tensor) == 1)
            return Single(graph, scores, path, notes, stop);
        return ScoreFinder.IsOne(scores.Total) ? (graph, shapes, scores) : Divided(graph, shapes, scores);
    }

    private static (Graph Graph, ShapeTable Shapes, ScoreFinder.Found Scores) Single(
        Graph graph, ScoreFinder.Found scores, string path, ICollection<string> notes, CancellationToken stop)
    {
        if (scores.Kind == ScoreKind.Softmax)
            throw new InputException(
                $"{path}: a softmax makes 1 of the one score '{scores.Tensor}', whatever it is; export the network with a sigmoid, or end "
                + "it there and state \"scoreKind\": \"sigmoid\" (yes and no) or \"linear\" (a number) in the JSON file beside it.");
        notes.Add(scores.Kind switch
        {
            ScoreKind.Linear => "one score an image: a number, class 0; it has no probability",
            ScoreKind.Sigmoid when scores.AreProbabilities =>
                "one score an image: class 1 has it as its probability p, class 0 has 1 − p",
            ScoreKind.Sigmoid => "one score an image: class 1 is the score, class 0 its complement",
            _ => "one score an image, taken for a logit: class 1 is the score, class 0 its complement; if it is a number (regression), "
                + "state \"scoreKind\": \"linear\" in the JSON file beside the model",
        });
        var (changed, tensor) = scores.Kind == ScoreKind.Linear ? SingleScore.AsNumber(graph, scores.Tensor)
            : scores.AreProbabilities ? SingleScore.AsProbabilities(graph, scores.Tensor)
            : SingleScore.AsTwoClasses(graph, scores.Tensor);
        return (changed, NetworkLoader.Shapes(changed, stop), scores with
        {
            Tensor = tensor,
            Kind = scores.Kind ?? ScoreKind.Sigmoid,
            IsAssumed = scores.Kind is null,
        });
    }

    /// <summary>Refuses a statement that contradicts the network.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="found">How its end shows that the scores are meant; null where it does not.</param>
    /// <param name="stated">What a person says; null for nothing.</param>
    /// <exception cref="InputException">They differ.</exception>
    public static void RefuseOther(string path, ScoreKind? found, ScoreKind? stated)
    {
        if (found is { } kind && stated is { } said && kind != said)
            throw new InputException(
                $"{path}: the description states \"scoreKind\": \"{Name(said)}\", but the network ends in a {Name(kind)}.");
    }

    private static string Name(ScoreKind kind) => kind.ToString().ToLowerInvariant();

    // Probabilities that sum to something else, divided by it.
    private static (Graph Graph, ShapeTable Shapes, ScoreFinder.Found Scores) Divided(
        Graph graph, ShapeTable shapes, ScoreFinder.Found scores)
    {
        var builder = GraphBuilder.From(graph, "viseval_scores_");
        var shares = builder.Existing(scores.Tensor) / builder.Scalar((float)scores.Total);
        var divided = builder.Build([shares.Name]);
        return (divided, shapes.Like(shares.Name, scores.Tensor).Covering(divided), scores with { Tensor = shares.Name });
    }
}
