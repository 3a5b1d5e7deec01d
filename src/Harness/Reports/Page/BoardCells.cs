using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The cells of a method in the heat map. The darker, the better; the number and its sign say the same without colour.</summary>
internal sealed class BoardCells(LeaderboardTable table, CellFacts facts, bool isBrief)
{
    private readonly (double Low, double High) _times = table.Rows.Where(r => r.Cost is not null).Select(r => r.Cost!.Milliseconds)
        .DefaultIfEmpty(0).Aggregate((double.PositiveInfinity, 0.0), (ends, t) => (Math.Min(ends.Item1, t), Math.Max(ends.Item2, t)));

    /// <summary>Places and skill.</summary>
    public static Markup Standing(LeaderboardRow row) => Markup.Of($"""
        <td class="n place" data-v="{NumberText.Exact(row.Standing?.MeanRank)}" title="{Meaning(row)}">{Places(row)}</td>
        <td class="h skill"{Heat(row.Skill?.Value)} data-v="{NumberText.Exact(row.Skill?.Value)}">{NumberText.Two(row.Skill?.Value)}
        {Range(row)}</td>
        """);

    /// <summary>A criterion and its numbers.</summary>
    public Markup Of(LeaderboardRow row, BoardCriterion criterion)
    {
        var value = criterion.Of(table, row);
        var shown = criterion.Construct is null && value is { } share
            ? (100 * share).ToString("0", CultureInfo.InvariantCulture)
            : NumberText.Two(value);
        return Markup.Of($"""
            <td class="{(criterion.Construct is null ? "h g" : "h")}"{Heat(value)} data-v="{NumberText.Exact(value)}">{shown}</td>
            {criterion.Numbers.Select(n => Number(row, n, criterion.Index))}
            """);
    }

    /// <summary>Time, then every cost; nothing where the table has none.</summary>
    /// <param name="row">The method.</param>
    /// <param name="index">The place of cost among the criteria.</param>
    public Markup Cost(LeaderboardRow row, int index) => Markup.When(table.Costs.Count > 0, Markup.Of($"""
        <td class="h g"{Heat(Faster(row.Cost?.Milliseconds))} data-v="{NumberText.Exact(row.Cost?.Milliseconds)}">
        {NumberText.Cost(row.Cost?.Milliseconds)}</td>
        {table.Costs.Select((_, i) => row.Cost?.Values[i]).Select(v => Markup.Of($"""
        <td class="h x x{index}" data-v="{NumberText.Exact(v?.Median)}" title="{Quartiles(v)}">{NumberText.Cost(v?.Median)}</td>
        """))}
        """));

    private static string Quartiles(CostValue? cost) => cost switch
    {
        null => "not measured",
        { Varies: false } => "the same in all repetitions",
        _ => $"half of the repetitions within {NumberText.Cost(cost.Quartiles.Low)} – {NumberText.Cost(cost.Quartiles.High)}",
    };

    // Times span decades.
    private double? Faster(double? time) => time is { } t && _times.Low > 0 && _times.High > _times.Low
        ? 1 - Math.Log(t / _times.Low) / Math.Log(_times.High / _times.Low)
        : null;

    private static Markup Places(LeaderboardRow row) => row.Standing is { } standing
        ? Markup.Of($"<b>{standing.Places}</b>{(standing.TiedWithFirst ? " =" : "")}")
        : Markup.Of($"{NumberText.None}");

    private static string Meaning(LeaderboardRow row) => row switch
    {
        { Standing: { } s } =>
            $"{(s.Best == s.Worst ? $"place {s.Best}" : $"place {s.Best} to {s.Worst}")} by the tests of all pairs"
            + (s.TiedWithFirst ? "; not shown to differ from the first" : ""),
        { IsControl: true } => "a control: it does not use the network",
        _ => row.Ranked.Why ?? "no number to rank by",
    };

    private static Markup Range(LeaderboardRow row) => row.Skill?.Interval is { } interval
        ? Markup.Of($"<small>{NumberText.Two(interval.Low)} – {NumberText.Two(interval.High)}</small>")
        : Markup.Empty;

    private Markup Number(LeaderboardRow row, int column, int criterion)
    {
        var (number, cell) = (table.Numbers[column], row.Cells[column]);
        var best = cell.IsBest ? row.IsControl ? " over" : " best" : "";
        var heat = Heat(BoardCriterion.Beaten(table, row, column));
        // A click on the head sorts by the number, or by its distance from the ideal.
        var key = NumberText.Exact(number.Score.Ideal is null ? cell.Mean : -cell.Merit);
        var sign = Markup.When(cell.Verdict.Sign.Length > 0, Markup.Of($"<sup>{cell.Verdict.Sign}</sup>"));
        var (known, shown) = (facts.Of(row, column), NumberText.Score(cell.Mean));
        if (isBrief)
            return Markup.Of($"""<td class="h x x{criterion}{best}"{heat} data-v="{key}"{known}>{shown}{sign}</td>""");
        var counts = cell.Counts;
        var title = $"{counts.Ok} of {counts.Total} explanations{RunText.Against(cell.Verdict)}";
        var range = cell.Interval is { Ends: var ends }
            ? Markup.Of($"<small>{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}</small>")
            : Markup.Empty;
        var some = counts.Ok < counts.Total ? Markup.Of($"<small>{counts.Ok} of {counts.Total}</small>") : Markup.Empty;
        return Markup.Of($"""
            <td class="h x x{criterion}{best}"{heat} data-v="{key}"{known}
            title="{title}">{shown}{sign}{range}{some}</td>
            """);
    }

    private static Markup Heat(double? share) => share is { } s && double.IsFinite(s)
        ? Markup.Of($" style=\"--h:{(int)Math.Round(100 * Math.Clamp(s, 0, 1))}%\"")
        : Markup.Empty;
}
