using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Takes off what classical-learning exporters put behind the scores: a map from class to score, a decision as text.</summary>
/// <remarks>Operators of <c>ai.onnx.ml</c>: ZipMap gives a map with the numbers that it reads; LabelEncoder and ArrayFeatureExtractor give
/// labels.</remarks>
internal static class ClassMaps
{
    private const string Domain = "ai.onnx.ml";

    /// <summary>The graph with tensors in place of maps, and without outputs that hold labels.</summary>
    public static Graph Remove(Graph graph, ICollection<string> notes)
    {
        var producers = graph.Producers();
        Node? Learned(string output) => producers.TryGetValue(output, out var node) && node.Domain == Domain ? node : null;
        var outputs = new List<string>();
        foreach (var output in graph.Outputs)
            if (Learned(output) is { Operator: "ZipMap" } map)
            {
                outputs.Add(map.Inputs[0]);
                notes.Add($"the output '{output}' is a map from classes to scores (ZipMap); its tensor '{map.Inputs[0]}' is taken");
            }
            else if (Learned(output) is null)
                outputs.Add(output);
        return outputs.Count == 0 || outputs.SequenceEqual(graph.Outputs) ? graph : graph.WithOutputs([.. outputs.Distinct()]);
    }
}
