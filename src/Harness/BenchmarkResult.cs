using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness;

/// <summary>What a run found.</summary>
/// <param name="Directory">Full path of the run directory, with <c>report.html</c> and all tables.</param>
/// <param name="Scores">Every number, in the fixed order of <c>scores.csv</c>.</param>
/// <param name="Failures">What went wrong; the run went on.</param>
/// <param name="Standings">Every method on every dataset, over all networks together (where there are several) and on each: the ranked
/// by place, then the others, then the controls.</param>
/// <param name="Remarks">What was assumed of datasets and networks and what speaks against it, as <c>viseval run</c> says it before the
/// first image; empty for a run that was opened.</param>
/// <param name="Warnings">What a reader must know before the numbers: that the run is not finished, or its store damaged.</param>
public sealed record BenchmarkResult(
    string Directory, IReadOnlyList<ScoreRow> Scores, IReadOnlyList<FailureRow> Failures, IReadOnlyList<MethodStanding> Standings,
    IReadOnlyList<string> Remarks, IReadOnlyList<string> Warnings)
{
    /// <summary>The numbers of the leaderboard, in the order of <see cref="Standings"/>.</summary>
    public IReadOnlyList<MeanScore> Means { get; init; } = [];

    internal static BenchmarkResult Of(string directory, RunResults results, Leaderboard leaderboard, IReadOnlyList<string> remarks) => new(
        directory, results.Scores, results.Failures,
        [.. leaderboard.Tables.SelectMany(t => t.Rows.Select(r => MethodStanding.Of(t, r)))], remarks, results.Warnings)
    {
        Means = [.. leaderboard.Tables.SelectMany(t => t.Rows.SelectMany(r => t.Numbers.Zip(r.Cells, (n, c) => MeanScore.Of(t, r, n, c))))],
    };
}

/// <summary>Where a method stands.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network; null for all together.</param>
/// <param name="Method">The method with the options that differ from the default.</param>
/// <param name="IsControl">Whether it is a control, which asks no network.</param>
/// <param name="Position">1 for the best mean rank; null where it is not ranked.</param>
/// <param name="BestPlace">The best place that the tests of all pairs leave to it; null where it is not ranked.</param>
/// <param name="WorstPlace">The worst.</param>
/// <param name="Skill">0 like the best control, 1 the best that can be attained; null where that does not exist.</param>
/// <param name="NotRanked">Why it is not ranked, for a person; null where it is.</param>
public sealed record MethodStanding(
    string Dataset, string? Model, string Method, bool IsControl, int? Position, int? BestPlace, int? WorstPlace, double? Skill,
    string? NotRanked)
{
    internal static MethodStanding Of(LeaderboardTable table, LeaderboardRow row) => new(
        table.Dataset, table.Model, row.Method.Key, row.IsControl, row.Standing?.Position, row.Standing?.Best, row.Standing?.Worst,
        row.Skill?.Value, row.Ranked.Why);
}
