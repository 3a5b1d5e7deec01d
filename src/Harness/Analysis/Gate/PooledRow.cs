namespace VisEval.Harness.Analysis.Gate;

/// <summary>A number over all images together, in both runs: shown beside the verdicts, and no verdict of its own.</summary>
/// <remarks>A test needs a value an image; this number has none, and its interval over images is descriptive only.</remarks>
/// <param name="Cell">What it is a number of.</param>
/// <param name="Images">The explanations that both runs have, over which both values are pooled.</param>
/// <param name="Old">The baseline's value; null where it cannot be pooled again.</param>
/// <param name="New">The current value; null where there is none.</param>
internal sealed record PooledRow(GateCell Cell, int Images, double? Old, double? New)
{
    /// <summary>Why there is no verdict.</summary>
    public const string State = "not judged: pooled over images";

    /// <summary>New minus old, turned so that positive is better, in the unit of the score; null where either is missing.</summary>
    public double? Difference => Old is { } old && New is { } now ? Cell.Score.Merit(now) - Cell.Score.Merit(old) : null;
}
