using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>One table of the leaderboard.</summary>
internal sealed class BoardTable(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles, MetricTable? judged)
{
    /// <summary>Some numbers with their intervals, between mean rank and cost.</summary>
    public Markup RenderFirst(IReadOnlyList<int> numbers)
    {
        var columns = numbers.Select(i => (Index: i, Number: table.Numbers[i], Scale: Scale.Of(table.Column(i), ReferenceOf(i)))).ToList();
        return Markup.Of($"""
            <div class="scroll"><table class="board">
            <thead><tr><th class="m">method</th><th class="n">place</th><th class="n" data-first="down">skill</th>
            {columns.Select(c => Head(c.Number))}{table.Costs.Select(CostHead)}</tr></thead>
            <tbody>
            {table.Rows.Select(r => Markup.Of($"""
            <tr{Control(r)}>{Name(r)}{Rank(r)}{columns.Select(c => Cell(c.Number, r.Cells[c.Index], c.Scale))}{CostCells(r.Cost)}</tr>

            """))}</tbody></table></div>

            """);
    }

    /// <summary>Some numbers and nothing else: many of them stay a small file. Intervals are in leaderboard.csv.</summary>
    public Markup RenderPlain(IReadOnlyList<int> numbers) => Markup.Of($"""
        <div class="scroll"><table class="board">
        <thead><tr><th class="m">method</th>{numbers.Select(i => Head(table.Numbers[i]))}</tr></thead>
        <tbody>
        {table.Rows.Select(r => Markup.Of($"""
        <tr{Control(r)}><th class="m">{KeyText.Breakable(r.Method.Key)}</th>{numbers.Select(i => Plain(table.Numbers[i], r.Cells[i]))}</tr>

        """))}</tbody></table></div>

        """);

    private static Markup Control(LeaderboardRow row) => Markup.Trusted(row.IsControl ? " class=\"control\"" : "");

    private static Markup Plain(NumberInfo number, LeaderboardCell cell)
    {
        var key = number.Score.Ideal is null
            ? Markup.Empty
            : Markup.Of($""" data-v="{NumberText.Exact(SortedBy(number, cell))}" """);
        var classes = $"n{(cell.IsBest ? " best" : "")}{(IsWeak(cell) ? " weak" : "")}";
        return Markup.Of($"""<td class="{classes}"{key}>{NumberText.Score(cell.Mean)}</td>""");
    }

    // A click on the head sorts by the number, or by its distance from the ideal.
    private static double? SortedBy(NumberInfo number, LeaderboardCell cell) =>
        number.Score.Ideal is null ? cell.Mean : -cell.Merit;

    private double? ReferenceOf(int column) => table.Rows
        .FirstOrDefault(r => r.IsControl && r.Method.Name == SampleSet.Reference)?.Cells[column].Mean;

    private Markup Head(NumberInfo number)
    {
        var blind = judged?.Find(number)?.Verdict == MetricVerdict.CannotTell;
        var first = number.Score.Ideal is null && number.Score.Direction == Direction.Higher ? "down" : "up";
        var title = Markup.Of($"{KeyText.Breakable(number.Title)} {number.Arrow}{Markup.When(blind, Blind)}");
        return Markup.Of($"""
            <th class="n wide" data-first="{first}" title="{number.Metric.Paper}">{title}<small>{number.Metric.Family}</small></th>
            """);
    }

    private static Markup Blind { get; } =
        Markup.Trusted(""" <abbr title="no significant difference between the methods and random on this data">⌀</abbr>""");

    private static Markup CostHead(MetricInfo cost)
    {
        var score = cost.Scores[0];
        var (first, title) =
            (score.Direction == Direction.Higher ? "down" : "up", Markup.Of($"{KeyText.Breakable(cost.Key)} {score.Arrow}"));
        return Markup.Of($"""
            <th class="n" data-first="{first}" title="{cost.Paper}">{title}<small>{score.Name}</small></th>
            """);
    }

    private Markup Name(LeaderboardRow row)
    {
        var (name, options) = KeyText.Split(row.Method.Key);
        var lines = options.Length == 0 ? Markup.Empty : Markup.Of($"<small>{KeyText.Breakable(options)}</small>");
        var partial = table.IsUneven && table.IsPartial(row) ? $" · ° {RunText.Networks(table, row)}" : "";
        var kind = (row.IsControl ? "control" : row.Method.Family) + partial;
        var dot = Markup.Of($"""<i class="dot" style="background:{styles[row.Method.Key].Color}"></i>""");
        return Markup.Of($"""
            <th class="m" scope="row" data-v="{row.Method.Key}" title="{row.Method.Paper}">{dot}{name}{lines}<small>{kind}</small></th>
            """);
    }

    private static bool IsWeak(LeaderboardCell cell) => cell.Verdict.Mark is Mark.NotShown or Mark.Worse;

    private static Markup Rank(LeaderboardRow row) => Markup.Of($"""
        <td class="n rank" data-v="{NumberText.Exact(row.Standing?.MeanRank)}">{RunText.Place(row)}</td>
        <td class="n" data-v="{NumberText.Exact(row.Skill?.Value)}">{NumberText.Score(row.Skill?.Value)}</td>
        """);

    private static Markup Cell(NumberInfo number, LeaderboardCell cell, Scale? scale)
    {
        var weak = IsWeak(cell);
        var classes = "n" + (cell.IsBest ? " best" : "") + (weak ? " weak" : "");
        var counts = cell.Counts;
        var title = $"rank {NumberText.Exact(cell.Rank)} · {counts.Ok} ok, {counts.Degenerate} degenerate, "
            + $"{counts.Undefined} undefined, {counts.Failed} failed"
            + RunText.Against(cell.Verdict);
        var some = counts.Ok < counts.Total ? Markup.Of($"<small>{counts.Ok} of {counts.Total}</small>") : Markup.Empty;
        var mark = Markup.When(cell.Verdict.Sign.Length > 0, Markup.Of($"<sup>{cell.Verdict.Sign}</sup>"));
        var value = Markup.Of($"<b>{NumberText.Score(cell.Mean)}</b>{mark}");
        var under = Markup.Of($"{Bar(cell, scale)}{Interval(cell)}{some}");
        return Markup.Of($"""
            <td class="{classes}" data-v="{NumberText.Exact(SortedBy(number, cell))}" title="{title}">{value}{under}</td>
            """);
    }

    private static Markup Interval(LeaderboardCell cell) => cell.Interval is { Ends: var interval }
        ? Markup.Of($"<small>{NumberText.Score(interval.Low)} – {NumberText.Score(interval.High)}</small>")
        : Markup.Empty;

    private static Markup Bar(LeaderboardCell cell, Scale? scale)
    {
        if (cell.Mean is not { } mean || scale is null)
            return Markup.Empty;
        var (low, high) = cell.Interval is { Ends: var interval } ? (interval.Low, interval.High) : (mean, mean);
        var reference = scale.Reference is { } random
            ? Markup.Of($"""<i class="rnd" style="left:{scale.Percent(random)}%"></i>""")
            : Markup.Empty;
        var (left, right) = (scale.Percent(low), scale.Percent(high, fromRight: true));
        var ends = Markup.Of($"""<i class="ci" style="left:{left}%;right:{right}%"></i>""");
        var point = Markup.Of($"""<i class="at" style="left:{scale.Percent(mean)}%"></i>""");
        return Markup.Of($"""<span class="bar">{reference}{ends}{point}</span>""");
    }

    private IEnumerable<Markup> CostCells(Cost? cost) => cost is null
        ? table.Costs.Select(_ => Markup.Trusted("""<td class="n" data-v="">–</td>"""))
        : cost.Values.Select(v => Markup.Of(
            $"""<td class="n" data-v="{NumberText.Exact(v.Median)}">{NumberText.Cost(v.Median)}{Quartiles(v)}</td>"""));

    private static Markup Quartiles(CostValue value) => value.Varies
        ? Markup.Of($"<small>{NumberText.Cost(value.Quartiles.Low)} – {NumberText.Cost(value.Quartiles.High)}</small>")
        : Markup.Empty;

    /// <summary>A column's own scale: from the lowest to the highest end of its intervals.</summary>
    private sealed record Scale(double Low, double High, double? Reference)
    {
        public static Scale? Of(IReadOnlyList<LeaderboardCell> cells, double? reference)
        {
            var ends = cells.Where(c => c.Mean is not null)
                .SelectMany(c => new[] { c.Mean!.Value, c.Interval?.Ends.Low ?? c.Mean.Value, c.Interval?.Ends.High ?? c.Mean.Value })
                .ToList();
            return ends.Count > 0 && ends.All(double.IsFinite) && ends.Max() > ends.Min()
                ? new Scale(ends.Min(), ends.Max(), reference)
                : null;
        }

        // The dots at both ends stay inside the cell.
        public string Percent(double value, bool fromRight = false)
        {
            var percent = 4 + 92 * (value - Low) / (High - Low);
            return (fromRight ? 100 - percent : percent).ToString("0.#", CultureInfo.InvariantCulture);
        }
    }
}
