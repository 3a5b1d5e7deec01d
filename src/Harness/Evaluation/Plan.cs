using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>A validated run: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Info">What run.json will say.</param>
/// <param name="Settings">What the run works with.</param>
/// <param name="Jobs">One for every dataset and model, in order.</param>
/// <param name="OutputDirectory">Full path of the run directory.</param>
internal sealed record Plan(RunInfo Info, RunSettings Settings, IReadOnlyList<Job> Jobs, string OutputDirectory)
{
    /// <summary>What is done beside explaining images, in order; empty for nothing.</summary>
    public IReadOnlyList<IFurtherWork> Further { get; init; } = [];

    /// <summary>What of that was left out or settled for the user, sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The units of work that have no cells.</summary>
    public int PieceCount => Further.Sum(f => f.Count);
}
