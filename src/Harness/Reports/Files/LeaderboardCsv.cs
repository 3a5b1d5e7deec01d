using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Samples;
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
/// its 95 % interval (of metrics that pool images the pooled number; <c>interval</c> names the procedure), <c>median</c> with quartiles,
/// <c>mean-rank</c> ((r − ½)/k, of methods that are ranked), <c>place</c> with the places that tests leave, or <c>skill</c>.
/// <c>mark</c> says how a number compares with every control and with the method's maps of other images: better, not-shown, worse,
/// too-few-images, or empty where that is not asked; <c>p_better</c> and <c>p_worse</c> are after Holm over the methods of the column,
/// <c>against</c> is what is hardest to beat, <c>gain</c> the mean gain over it, <c>detectable</c> the gain that four of five runs
/// would find.
/// <c>networks</c> is the number of models the method applies to. <c>image_variance</c> and <c>seed_variance</c> are the
/// components of variance of a method that drew several maps, <c>seeds</c> of them, on one model: an image's mean over these counts.
/// <c>ideal</c> is the best value that a number can have: methods are ordered by how near their explanations come to it, one by one.
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

        public string Procedure { get; init; } = "";

        public required int Networks { get; init; }

        public double? Ideal { get; init; }

        private string MarkText => Cell is { Verdict.Mark: not Mark.None and var mark } ? Kebab.From(mark.ToString()) : "";

        public string[] Fields =>
        [
            Dataset, Model, Method, Family, Metric, Score, Direction, Statistic, Value,
            NumberText.Exact(Interval?.Low), NumberText.Exact(Interval?.High),
            NumberText.Exact(Cell?.Images), NumberText.Exact(Cell?.Counts.Ok), NumberText.Exact(Cell?.Counts.Degenerate),
            NumberText.Exact(Cell?.Counts.Undefined), NumberText.Exact(Cell?.Counts.Failed), NumberText.Exact(Cell?.Rank),
            Procedure, MarkText, NumberText.Exact(Cell?.Verdict.Better), NumberText.Exact(Cell?.Verdict.Worse),
            Cell?.Verdict.Against ?? "", NumberText.Exact(Cell?.Verdict.Gain), NumberText.Exact(Cell?.Verdict.Detectable),
            NumberText.Exact(Networks),
            NumberText.Exact(Cell?.Draw?.Seeds), NumberText.Exact(Cell?.Draw?.Image), NumberText.Exact(Cell?.Draw?.Seed),
            NumberText.Exact(Ideal),
        ];
    }

    private static readonly string[] Header =
    [
        "dataset", "model", "method", "family", "metric", "score", "direction", "statistic", "value", "low", "high",
        "images", "ok", "degenerate", "undefined", "failed", "rank", "interval", "mark", "p_better", "p_worse", "against", "gain",
        "detectable",
        "networks", "seeds", "image_variance", "seed_variance", "ideal",
    ];

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Leaderboard);

    internal static string Render(Leaderboard leaderboard) =>
        CsvText.Of(Header, leaderboard.Tables.SelectMany(t => t.Rows.SelectMany(r => Lines(t, r))).Select(l => l.Fields));

    private static IEnumerable<Line> Lines(LeaderboardTable table, LeaderboardRow row)
    {
        for (var i = 0; i < table.Numbers.Count; i++)
            yield return Score(table, row, table.Numbers[i], row.Cells[i]);
        if (row.Standing is { } standing)
        {
            yield return Plain(table, row, "mean-rank", "mean-rank", "mean-rank", standing.MeanRank);
            yield return Plain(table, row, "place", "place", "place", standing.Position) with
            {
                Interval = new Interval(standing.Best, standing.Worst),
            };
        }
        if (row.Skill is { } skill)
            yield return Plain(table, row, "skill", "skill", "skill", skill.Value) with
            {
                Direction = Kebab.From(nameof(Direction.Higher)),
                Interval = skill.Interval,
            };
        foreach (var (metric, measured) in table.Costs.Zip(row.Cost?.Values ?? []))
            if (measured is { } value)
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
            Interval = cell.Interval?.Ends,
            Procedure = cell.Interval?.Procedure ?? "",
            Cell = cell,
            Ideal = number.Score.Best,
        };
}
