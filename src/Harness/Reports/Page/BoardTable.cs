using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>One table of the leaderboard: methods down; places, skill, criteria and cost across. A criterion opens to show its metrics.
/// Below the line stand the methods that are not ranked, by the reason, then the controls.</summary>
internal sealed class BoardTable(LeaderboardTable table, MetricTable? judged)
{
    // With more numbers than this a cell shows its number only, so that the page stays light; the rest is in leaderboard.csv.
    private const int MostInFull = 40;

    private readonly IReadOnlyList<BoardCriterion> _criteria = BoardCriterion.Of(table);
    private readonly bool _isBrief = table.Numbers.Count > MostInFull;
    private readonly CellFacts _facts = new(table);

    private BoardCells Cells => field ??= new BoardCells(table, _facts, _isBrief);

    /// <summary>The heat map.</summary>
    public Markup Render() => Scroll.Of($"leaderboard of {table.Dataset}, {table.ModelText}", Markup.Of($"""
        <table class="board"{_facts.Verdicts}>
        <thead><tr><th class="m" scope="col">{Sort("method")}</th><th class="n" scope="col" data-first="up">{Sort("place")}</th>
        <th class="n" scope="col" data-first="down">{Sort("skill")}<small>and interval</small></th>
        {_criteria.Select(Head)}{CostHeads()}</tr></thead>
        {Groups()}</table>
        """), "tall");

    /// <summary>Some numbers and nothing else: many of them stay a small file. Intervals are in leaderboard.csv.</summary>
    public Markup RenderPlain(string label, IReadOnlyList<int> numbers) => Scroll.Of(label, Markup.Of($"""
        <table class="board"{_facts.Verdicts}>
        <thead><tr><th class="m" scope="col">{Sort("method")}</th>{numbers.Select(i => NumberHead(i, ""))}</tr></thead>
        <tbody>
        {table.Rows.Select(r => Markup.Of($"""
        <tr{Facts(r)}><th class="m" scope="row">{KeyText.Breakable(r.Method.Key)}</th>
        {numbers.Select(i => Plain(table.Numbers[i], r.Cells[i], _isBrief ? Markup.Empty : _facts.Of(r, i)))}</tr>

        """))}</tbody></table>
        """), "tall");

    private static Markup Plain(NumberInfo number, LeaderboardCell cell, Markup facts) => Markup.Of($"""
        <td class="n{(cell.IsBest ? " best" : "")}"
        data-v="{NumberText.Exact(number.Score.Ideal is null ? cell.Mean : -cell.Merit)}"{facts}>{NumberText.Score(cell.Mean)}
        {Markup.When(cell.Verdict.Sign.Length > 0, Markup.Of($"<sup>{cell.Verdict.Sign}</sup>"))}</td>
        """);

    private IEnumerable<Markup> Groups()
    {
        var methods = table.Rows.Where(r => !r.IsControl).ToList();
        yield return Group("", methods.Where(r => r.Standing is not null || r.Ranked.IsRanked));
        foreach (var refused in methods.Where(r => r.Standing is null && !r.Ranked.IsRanked).GroupBy(r => r.Ranked.Why))
            yield return Group(
                refused.Key is { } why ? $"Below the line of admission; {why}" : "Not ranked: no number to rank by", refused);
        yield return Group("Controls: maps that do not use the network", table.Rows.Where(r => r.IsControl));
    }

    private Markup Group(string title, IEnumerable<LeaderboardRow> rows)
    {
        var lines = rows.Select(Row).ToList();
        return lines.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <tbody>
                {Markup.When(title.Length > 0, Line(title))}{lines}</tbody>

                """);
    }

    private Markup Line(string title) => Markup.Of($"""
        <tr class="line"><th colspan="{Columns}" scope="rowgroup"><span>{title}</span></th></tr>

        """);

    private int Columns => 3 + _criteria.Sum(c => 1 + c.Numbers.Count) + (table.Costs.Count > 0 ? 1 + table.Costs.Count : 0);

    private Markup Row(LeaderboardRow row) => Markup.Of($"""
        <tr{Facts(row)}>{Name(row)}{BoardCells.Standing(row)}{_criteria.Select(c => Cells.Of(row, c))}
        {Cells.Cost(row, _criteria.Count)}</tr>

        """);

    // What the filters go by.
    private static Markup Facts(LeaderboardRow row) => Markup.Of($"""
         data-m="{row.Method.Key}" data-f="{(row.IsControl ? "" : row.Method.Family)}" data-g="{Group(row)}"
        """);

    internal static string Group(LeaderboardRow row) => row.IsControl ? "control" : row.Ranked.IsRanked ? "ranked" : "refused";

    private Markup Name(LeaderboardRow row)
    {
        var (name, options) = KeyText.Split(row.Method.Key);
        var partial = table.IsUneven && table.IsPartial(row) ? $"° {RunText.Networks(table, row)}" : "";
        var below = string.Join(" · ", new[] { options, partial }.Where(t => t.Length > 0));
        var lines = below.Length == 0 ? Markup.Empty : Markup.Of($"<small>{KeyText.Breakable(below)}</small>");
        return Markup.Of($"""
            <th class="m" scope="row" data-v="{row.Method.Key}" title="{row.Method.Family}. {row.Method.Paper}">{name}{lines}</th>
            """);
    }

    private Markup Head(BoardCriterion criterion) => Markup.Of($"""
        <th class="n c" scope="col" data-first="down">{Sort(criterion.Title)}<small>{criterion.Unit}</small>
        {Open(criterion.Index, criterion.Title, criterion.Numbers.Count)}</th>
        {criterion.Numbers.Select(i => NumberHead(i, $"x x{criterion.Index}"))}
        """);

    private Markup CostHeads() => Markup.When(table.Costs.Count > 0, Markup.Of($"""
        <th class="n c" scope="col" data-first="up">{Sort("time")}<small>ms</small>
        {Open(_criteria.Count, "cost", table.Costs.Count)}</th>{table.Costs.Select(cost => Markup.Of($"""
        <th class="n x x{_criteria.Count}" scope="col" data-first="{First(cost.Scores[0])}">{Sort(cost.Key)}
        <small>{cost.Scores[0].Name}</small></th>
        """))}
        """));

    private Markup NumberHead(int index, string kind)
    {
        var number = table.Numbers[index];
        var blind = judged?.Find(number)?.Verdict == MetricVerdict.CannotTell ? " ⌀" : "";
        return Markup.Of($"""
            <th class="n {kind}" scope="col" data-first="{First(number.Score)}" title="{number.Metric.Paper}">
            {Sort($"{number.Title} {number.Arrow}{blind}")}</th>
            """);
    }

    private static string First(ScoreInfo score) => score.Ideal is null && score.Direction == Direction.Higher ? "down" : "up";

    // Without scripts it is the title and does nothing.
    private static Markup Sort(string title) => Markup.Of($"""<button type="button" class="sort">{KeyText.Breakable(title)}</button>""");

    private static Markup Open(int index, string title, int count)
    {
        var shown = RunText.Count(count, "metric");
        return Markup.Of($"""
            <button type="button" class="open" data-x="{index}" aria-expanded="false" aria-label="{shown} of {title}">{shown}</button>
            """);
    }
}
