using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>What a reader must know before the numbers.</summary>
public static class RunWarnings
{
    /// <summary>The warnings that the run came with, then those that its numbers give; one sentence or more each.</summary>
    public static IReadOnlyList<string> Of(RunResults results) =>
        [.. results.Warnings, .. ChanceLevel.Warnings(results.Info, results.Predictions)];
}
