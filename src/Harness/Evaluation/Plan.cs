using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>A validated run: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Info">What run.json will say.</param>
/// <param name="Settings">What the run works with.</param>
/// <param name="Jobs">One for every dataset and model, in order.</param>
/// <param name="OutputDirectory">Full path of the run directory.</param>
public sealed record Plan(RunInfo Info, RunSettings Settings, IReadOnlyList<Job> Jobs, string OutputDirectory)
{
    /// <summary>What is shown of the units of networks, one for every dataset and network, in order; empty for nothing.</summary>
    public IReadOnlyList<NetworkVisualizing> Visualizing { get; init; } = [];

    /// <summary>What is looked for in the layers of networks, one for every dataset, in order; empty for nothing.</summary>
    public IReadOnlyList<AnalysisJob> Analyses { get; init; } = [];

    /// <summary>What of that was left out or settled for the user, sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The units of work that have no cells.</summary>
    public int PieceCount => Visualizing.Sum(v => v.Count) + Analyses.Sum(a => a.Analyses.Count);
}
