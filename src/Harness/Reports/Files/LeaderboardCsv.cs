using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Files;

/// <summary>leaderboard.csv: one number of one method a line, exact; UTF-8, RFC 4180, invariant culture.</summary>
/// <remarks>
/// <c>model</c> is empty for all models together. <c>statistic</c> says what <c>value</c>, <c>low</c> and <c>high</c> are: <c>mean</c> with
/// its 95 % interval (of metrics that pool images the pooled number), <c>median</c> with quartiles, or <c>mean-rank</c>.
/// <c>beats_random</c> is true (significantly better), false or empty (nothing to compare).
/// <c>networks</c> is the number of models the method applies to.
/// </remarks>
[RunFile(RunFiles.LeaderboardCsv)]
internal sealed class LeaderboardCsv : IReportArtefact
{
    private sealed record Line(
        string Dataset, string Model, string Method, string Family, string Metric, string Score, string Direction, string Statistic,
        string Value)
    {
        public Interval? Interval { get; init; }

        public LeaderboardCell? Cell { get; init; }

        public required int Networks { get; init; }

        public string[] Fields =>
        [
            Dataset, Model, Method, Family, Metric, Score, Direction, Statistic, Value,
            NumberText.Exact(Interval?.Low), NumberText.Exact(Interval?.High),
            NumberText.Exact(Cell?.Images), NumberText.Exact(Cell?.Counts.Ok), NumberText.Exact(Cell?.Counts.Degenerate),
            NumberText.Exact(Cell?.Counts.Undefined), NumberText.Exact(Cell?.Counts.Failed), NumberText.Exact(Cell?.Rank),
            Cell?.BeatsRandom switch { true => "true", false => "false", null => "" },
            NumberText.Exact(Networks),
        ];
    }

    private static readonly string[] Header =
    [
        "dataset", "model", "method", "family", "metric", "score", "direction", "statistic", "value", "low", "high",
        "images", "ok", "degenerate", "undefined", "failed", "rank", "beats_random", "networks",
    ];

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Leaderboard);

    internal static string Render(Leaderboard leaderboard) =>
        CsvText.Of(Header, leaderboard.Tables.SelectMany(t => t.Rows.SelectMany(r => Lines(t, r))).Select(l => l.Fields));

    private static IEnumerable<Line> Lines(LeaderboardTable table, LeaderboardRow row)
    {
        for (var i = 0; i < table.Numbers.Count; i++)
            yield return Score(table, row, table.Numbers[i], row.Cells[i]);
        if (row.MeanRank is not null)
            yield return Plain(table, row, "mean-rank", "mean-rank", "mean-rank", row.MeanRank);
        foreach (var (metric, value) in table.Costs.Zip(row.Cost?.Values ?? []))
            yield return Plain(table, row, metric.Key, metric.Scores[0].Name, "median", value.Median) with
            {
                Direction = Kebab.From(metric.Scores[0].Direction.ToString()),
                Interval = value.Quartiles,
            };
    }

    private static Line Plain(LeaderboardTable table, LeaderboardRow row, string metric, string score, string statistic, double? value) =>
        new(
            table.Dataset, table.Model ?? "", row.Method.Key, row.Method.Family, metric, score, Kebab.From(nameof(Direction.Lower)),
            statistic, NumberText.Exact(value))
        {
            Networks = row.Networks,
        };

    private static Line Score(LeaderboardTable table, LeaderboardRow row, NumberInfo number, LeaderboardCell cell) =>
        Plain(table, row, number.Metric.Key, number.Score.Name, "mean", cell.Mean) with
        {
            Direction = Kebab.From(number.Score.Direction.ToString()),
            Interval = cell.Interval,
            Cell = cell,
        };
}
