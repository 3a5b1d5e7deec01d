using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Study">The networks with their layers, the images and the concepts.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Opened">The models by name, disposed with the plan.</param>
internal sealed record RepresentPlan(Study Study, Dataset Dataset, IReadOnlyList<(string Name, OpenedModel Opened)> Opened) : IDisposable
{
    /// <summary>What describes the results: <c>represent.json</c>.</summary>
    public required RepresentInfo Info { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, opened) in Opened)
            (opened.Model as IDisposable)?.Dispose();
    }
}
