using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>What a run does, one part after the other.</summary>
/// <param name="Parts">The parts; each is asked for when the one before is done.</param>
/// <param name="Count">The cells and other units of work of all of them, at most.</param>
internal sealed record RunRounds(IEnumerable<PlanPart> Parts, int Count)
{
    /// <summary>Whether a job may have work in several parts, so that it is kept ready until its costs were measured.</summary>
    public bool AreMany { get; init; }

    /// <summary>Whether the run is finished with the last of them, and not with the parts of others.</summary>
    public bool AreWhole { get; init; } = true;

    /// <summary>What is known of the run only when the last part is done; null for nothing.</summary>
    public Func<RunInfo, RunInfo>? Conclude { get; init; }
}
