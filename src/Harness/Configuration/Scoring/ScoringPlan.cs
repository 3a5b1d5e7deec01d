using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Maps to score: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Job">The model, the images, the files of maps and the metrics.</param>
/// <param name="Options">Seed and threads.</param>
internal sealed record ScoringPlan(Job Job, EvaluationOptions Options) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Job.Model as IDisposable)?.Dispose();
}
