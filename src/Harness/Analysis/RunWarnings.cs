using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>What a reader must know before the numbers.</summary>
internal static class RunWarnings
{
    /// <summary>The warnings that the run came with, where it has ended before all images were used, then those that its numbers give; one
    /// sentence or more each.</summary>
    public static IReadOnlyList<string> Of(RunResults results) =>
        [.. results.Warnings, .. AnytimeText.Of(results.Info), .. ChanceLevel.Warnings(results.Info, results.Predictions)];
}
