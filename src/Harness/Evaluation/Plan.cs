using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>A validated run: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Info">What run.json will say.</param>
/// <param name="Settings">What the run works with.</param>
/// <param name="Jobs">One for every dataset and model, in order.</param>
/// <param name="OutputDirectory">Full path of the run directory.</param>
public sealed record Plan(RunInfo Info, RunSettings Settings, IReadOnlyList<Job> Jobs, string OutputDirectory);
