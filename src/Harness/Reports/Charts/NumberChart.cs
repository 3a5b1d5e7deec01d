using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Charts;

/// <summary>One number: the best methods and all controls, with their intervals.</summary>
internal static class NumberChart
{
    private const int Most = 12;

    /// <summary>The drawing; null where fewer than two methods have the number.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table, int column)
    {
        var number = table.Numbers[column];
        var rows = table.Rows.Where(r => r.Cells[column] is { Mean: not null, Rank: not null }).OrderBy(r => r.Cells[column].Rank).ToList();
        var methods = rows.Where(r => !r.IsControl).ToList();
        if (methods.Count < 2)
            return null;
        var shown = methods.Take(Most).Concat(rows.Where(r => r.IsControl)).ToList();
        var parts = methods.Count > Most && shown.Count > Most
            ? new Dictionary<int, string> { [Most] = $"{methods.Count - Most} more methods; the controls:" }
            : [];
        return IntervalChart.Draw(
            $"{number.Title} {number.Arrow}", "mean with its 95 % interval", [.. shown.Select(r => Line(table, r, r.Cells[column]))],
            number.Score.Minimum, ("", "mean"), parts);
    }

    private static IntervalLine Line(LeaderboardTable table, LeaderboardRow row, LeaderboardCell cell)
    {
        var dot = row.IsControl ? Dot.Control : cell.IsBest ? Dot.Leading : row.Standing is null ? Dot.Refused : Dot.Ranked;
        return new IntervalLine(ShortName.Of(table, row), cell.Mean!.Value, cell.Interval?.Ends, dot, cell.Verdict.Sign);
    }
}
