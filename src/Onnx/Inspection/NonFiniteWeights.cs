using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Inspection;

/// <summary>A constant of a network with values that are no finite numbers.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="NaNs">How many are NaN: a mistake wherever it stands.</param>
/// <param name="Infinities">How many are ±∞: right in masks and bounds, a mistake in trained weights.</param>
/// <param name="Count">How many values it has.</param>
public sealed record NonFiniteWeights(string Tensor, int NaNs, int Infinities, long Count)
{
    /// <summary>As a sentence.</summary>
    public string Sentence => NaNs > 0
        ? $"The tensor '{Tensor}' holds {NaNs} NaN among its {Count} values: the file is broken; export the network again."
        : $"The tensor '{Tensor}' holds {Infinities} infinite values among {Count}: right for masks and bounds, not for trained weights.";

    /// <summary>Those of a graph, in its order of names.</summary>
    internal static IReadOnlyList<NonFiniteWeights> Of(Graph graph) =>
    [
        .. graph.Constants.Where(c => c.Value.Type == ElementType.Float).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => Of(c.Key, c.Value.Floats)).Where(w => w.NaNs + w.Infinities > 0),
    ];

    private static NonFiniteWeights Of(string tensor, ReadOnlySpan<float> values)
    {
        var (nan, infinite) = (0, 0);
        foreach (var value in values)
        {
            nan += float.IsNaN(value) ? 1 : 0;
            infinite += float.IsInfinity(value) ? 1 : 0;
        }
        return new NonFiniteWeights(tensor, nan, infinite, values.Length);
    }
}
