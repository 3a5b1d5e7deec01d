using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The cells of a method in the heat map. The darker, the better; the number and its sign say the same without colour.</summary>
internal sealed class BoardCells(LeaderboardTable table, bool isBrief)
{
    private readonly Dictionary<int, (double Low, double High)> _costs = Enumerable.Range(0, table.Costs.Count)
        .Select(i => (Index: i, Values: table.Rows.Where(r => r.Cost is not null).Select(r => r.Cost!.Values[i].Median).ToList()))
        .Where(c => c.Values.Count > 0).ToDictionary(c => c.Index, c => (c.Values.Min(), c.Values.Max()));

    /// <summary>Places and skill.</summary>
    public static Markup Standing(LeaderboardRow row) => Markup.Of($"""
        <td class="n place" data-v="{NumberText.Exact(row.Standing?.MeanRank)}">{Places(row)}</td>
        <td class="h"{Heat(row.Skill?.Value)} data-v="{NumberText.Exact(row.Skill?.Value)}">{
            NumberText.Two(row.Skill?.Value)}{Range(row)}</td>
        """);

    /// <summary>A criterion and its numbers.</summary>
    public Markup Of(LeaderboardRow row, BoardCriterion criterion)
    {
        var value = criterion.Of(table, row);
        var shown = criterion.Construct is null && value is { } share
            ? (100 * share).ToString("0", CultureInfo.InvariantCulture)
            : NumberText.Two(value);
        return Markup.Of($"""
            <td class="h"{Heat(value)} data-v="{NumberText.Exact(value)}">{shown}</td>{
                criterion.Numbers.Select(n => Number(row, n, criterion.Index))}
            """);
    }

    /// <summary>Time, then the other costs.</summary>
    /// <param name="row">The method.</param>
    /// <param name="index">The place of cost among the criteria.</param>
    public Markup Cost(LeaderboardRow row, int index) => Markup.Join(Enumerable.Range(0, table.Costs.Count).Select(i =>
    {
        var kind = i == 0 ? "h" : $"h x x{index}";
        if (row.Cost?.Values[i] is not { } cost)
            return Markup.Of($"""<td class="{kind}" data-v="">{NumberText.None}</td>""");
        var quartiles = cost.Varies
            ? $"half of the repetitions within {NumberText.Cost(cost.Quartiles.Low)} – {NumberText.Cost(cost.Quartiles.High)}"
            : "the same in all repetitions";
        var heat = Heat(Share(cost.Median, _costs[i], table.Costs[i].Scores[0].Direction == Metrics.Direction.Lower));
        return Markup.Of($"""
            <td class="{kind}"{heat} data-v="{NumberText.Exact(cost.Median)}" title="{quartiles}">{NumberText.Cost(cost.Median)}</td>
            """);
    }));

    private static Markup Places(LeaderboardRow row) => row.Standing is { } standing
        ? Markup.Of($"<b>{standing.Places}</b>{(standing.TiedWithFirst ? " =" : "")}")
        : Markup.Of($"{NumberText.None}");

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
        if (isBrief)
            return Markup.Of($"""<td class="h x x{criterion}{best}"{heat} data-v="{key}">{NumberText.Score(cell.Mean)}{sign}</td>""");
        var counts = cell.Counts;
        var title = $"{counts.Ok} of {counts.Total} explanations{RunText.Against(cell.Verdict)}";
        var range = cell.Interval is { Ends: var ends }
            ? Markup.Of($"<small>{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}</small>")
            : Markup.Empty;
        var some = counts.Ok < counts.Total ? Markup.Of($"<small>{counts.Ok} of {counts.Total}</small>") : Markup.Empty;
        return Markup.Of($"""
            <td class="h x x{criterion}{best}"{heat} data-v="{key}" title="{title}">{NumberText.Score(cell.Mean)}{sign}{range}{some}</td>
            """);
    }

    // Costs span decades.
    private static double Share(double value, (double Low, double High) range, bool lowerIsBetter)
    {
        if (range.Low <= 0 || range.High <= range.Low)
            return 0.5;
        var share = Math.Log(value / range.Low) / Math.Log(range.High / range.Low);
        return lowerIsBetter ? 1 - share : share;
    }

    private static Markup Heat(double? share) => share is { } s && double.IsFinite(s)
        ? Markup.Of($" style=\"--h:{(int)Math.Round(100 * Math.Clamp(s, 0, 1))}%\"")
        : Markup.Empty;
}
