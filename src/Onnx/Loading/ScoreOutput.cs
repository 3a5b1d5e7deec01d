using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds which output of a network holds the scores.</summary>
internal static class ScoreOutput
{
    // What these give is chosen from the scores, not the scores.
    private static readonly HashSet<string> Choosing = ["TopK", "ArgMax", "ArgMin", "NonMaxSuppression", "Unique", "NonZero"];

    // What exporters call scores, and what they call all else.
    private static readonly string[] ScoreWords = ["logit", "prob", "softmax", "score", "class"];
    private static readonly string[] OtherWords = ["aux", "embed", "feat", "hidden", "loss", "mask", "box", "attention", "state"];

    /// <summary>The tensor with the scores: the one that is named, else the output with one number a class that is computed last.</summary>
    /// <remarks>An output that another one is computed from is an embedding, or the logits that are found again behind the probabilities;
    /// of the others one that is called an auxiliary score or features comes last, and one that more operators lead to comes first. What
    /// was chosen is said, with what else there is.</remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="choices">What a person says: a tensor by name, and whether planes of scores are looked for.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="warnings">Receives what was chosen among several.</param>
    /// <exception cref="InputException">There is none, or the named one is none.</exception>
    public static string Find(Graph graph, ShapeTable shapes, NetworkChoices choices, string path, ICollection<string> warnings)
    {
        var computed = graph.Descendants(graph.Inputs.Select(i => i.Name));
        var form = choices.Reduction is null ? "N×classes" : "N×classes×height×width";
        bool IsScore(string tensor) => computed.Contains(tensor) && shapes.TypeOf(tensor) == ElementType.Float
            && (choices.Reduction is null ? ScoreFinder.Classes(shapes, tensor) > 0 : ScorePlanes.Are(shapes, tensor));
        if (choices.Output is { } named)
            return Named(graph, shapes, named, form, path, IsScore);
        var all = graph.Outputs.Where(IsScore).ToList();
        // One number an image is a score only where nothing else is.
        var candidates = all.Where(o => ScoreFinder.Classes(shapes, o) != 1).ToList() is { Count: > 0 } several ? several : all;
        if (candidates.Count == 0)
            throw new InputException(
                $"{path}: none of the outputs is float {form}: {string.Join(", ", graph.Outputs.Select(o => Described(shapes, o)))}. "
                + Advice(graph, shapes, choices.Reduction));
        var before = candidates.ToDictionary(o => o, o => graph.WithOutputs([o]).Nodes);
        var chosen = candidates
            .OrderBy(o => before[o].Any(n => Choosing.Contains(n.Operator)))
            .ThenBy(o => candidates.Any(other => other != o && Leads(before[other], o)))
            .ThenBy(o => OtherWords.Any(word => o.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenByDescending(o => ScoreWords.Any(word => o.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenByDescending(o => before[o].Count)
            .First();
        if (all.Count > 1)
            warnings.Add($"The scores are the output {Described(shapes, chosen)}; others that could be: "
                + $"{string.Join(", ", all.Where(o => o != chosen).Select(o => Described(shapes, o)))} "
                + "(--score-output NAME, or \"output\" in the JSON file beside the model, chooses).");
        return chosen;
    }

    private static string Named(Graph graph, ShapeTable shapes, string named, string form, string path, Func<string, bool> isScore)
    {
        if (isScore(named))
            return named;
        throw new InputException(shapes.Knows(named)
            ? $"{path}: the tensor {Described(shapes, named)} holds no scores; they are float {form} and computed from the image."
            : $"{path}: there is no tensor '{named}'; the outputs are {string.Join(", ", graph.Outputs.Select(o => Described(shapes, o)))}"
                + ".");
    }

    // Planes of classes are what segmentation gives; many rows of numbers are boxes.
    private static string Advice(Graph graph, ShapeTable shapes, ScoreReduction? reduction)
    {
        if (reduction is not null)
            return $"The score '{reduction.Text}' makes one score of the plane of each class; leave it out for a network that gives one "
                + "score a class.";
        return graph.Outputs.Any(o => ScorePlanes.Are(shapes, o))
            ? "This looks like a segmentation network, a plane of scores a class: say how a plane becomes one score, --score "
                + "mean-of-class-mask or \"score\": \"mean-of-class-mask\" in the JSON file beside the model (allowed are "
                + $"{ScoreReduction.Allowed})."
            : "A detector or an embedding has no class scores: add the nodes that make one score a class of it, and export it again.";
    }

    private static bool Leads(IReadOnlyList<Node> nodes, string tensor) => nodes.Any(n => n.Reads.Contains(tensor));

    private static string Described(ShapeTable shapes, string output) => shapes.Knows(output)
        ? $"'{output}' [{string.Join('×', shapes.Of(output).Select((length, axis) => axis == 0 && length == 2 ? "N" : $"{length}"))}]"
        : $"'{output}'";
}
