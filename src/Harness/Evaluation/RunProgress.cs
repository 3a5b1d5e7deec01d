namespace VisEval.Harness.Evaluation;

/// <summary>How far a run is.</summary>
/// <param name="Done">Cells that stand, those of an earlier, interrupted run included.</param>
/// <param name="Total">Cells of the plan.</param>
/// <param name="Doing">What is being worked on, for people.</param>
public sealed record RunProgress(int Done, int Total, string Doing)
{
    /// <summary>How much of the work is done, 0 to 1, where it is known what the cells cost; else the share of the cells.</summary>
    public double Share { get; init; } = Total > 0 ? (double)Done / Total : 0;
}

/// <summary>How a run ended.</summary>
/// <param name="Cells">Cells worked out by this call, failed ones included.</param>
/// <param name="Failures">Failures recorded by this call.</param>
/// <param name="Cancelled">Whether it was cancelled; it can be resumed.</param>
internal sealed record RunOutcome(int Cells, int Failures, bool Cancelled);
