using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Evaluation.Representing;

/// <summary>The analyses of the networks of one dataset.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Study">The networks with their layers, the images and the concepts.</param>
/// <param name="Analyses">The analyses.</param>
public sealed record AnalysisJob(string Dataset, Study Study, IReadOnlyList<NamedAnalysis> Analyses)
{
    /// <summary>An image of the dataset by its place, as a small WebP; null where reports need none.</summary>
    public Func<int, byte[]>? Small { get; init; }
}
