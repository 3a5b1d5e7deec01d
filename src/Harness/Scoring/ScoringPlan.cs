using VisEval.Core;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Scoring;

/// <summary>Maps to score: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="ModelName">The model's name in results.</param>
/// <param name="Model">The opened model; disposed with the plan.</param>
/// <param name="Subjects">What the maps are about.</param>
/// <param name="Files">The maps, a method a file.</param>
/// <param name="Metrics">The metrics, options resolved.</param>
/// <param name="Seed">The seed of every random draw.</param>
/// <param name="Threads">Maps worked on at once.</param>
public sealed record ScoringPlan(
    string ModelName, IModel Model, IMapSubjects Subjects, IReadOnlyList<MapFile> Files, IReadOnlyList<Unit<IMetric>> Metrics, Seed Seed, int Threads)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Model as IDisposable)?.Dispose();
}
