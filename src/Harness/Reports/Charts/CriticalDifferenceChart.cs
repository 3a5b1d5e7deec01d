using ScottPlot;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Reports.Charts;

/// <summary>The mean ranks of the methods, with bars that join those closer than the critical difference (Demšar, JMLR, 2006); the blocks
/// are images.</summary>
/// <remarks>An illustration. The ranks are those of the leaderboard, means over constructs, which spread less than single ranks: the
/// difference is rather too large.</remarks>
internal static class CriticalDifferenceChart
{
    private const int MostShown = 25;
    private const int Row = 18;
    private const int Left = 190;
    private const int Ranks = 52;
    private const int Bars = 11;
    private const string Ink = "#111827";
    private const string Muted = "#6b7280";

    /// <summary>A method of the drawing.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Rank">1 for first in every image.</param>
    private sealed record Line(string Key, double Rank);

    /// <summary>The drawing; null below two images, and below three methods, which one test compares.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table)
    {
        // Methods with the same numbers are one entry of the ranking; the first stands for all.
        var entries = table.Ranked.DistinctBy(r => r.Standing!.Position).ToList();
        if (entries.Count < 3 || entries[0].Standing!.Images < 2)
            return null;
        var (images, field) = (entries[0].Standing!.Images, entries[0].Standing!.Field);
        List<Line> all = [.. entries.Select(r => new Line(r.Method.Key, RankOf(r.Standing!.MeanRank, field)))];
        var critical = Nemenyi.CriticalDifference(field, images);
        return Draw(all, [.. Nemenyi.Groups([.. all.Select(l => l.Rank)], critical).Select(g => (g[0], g[^1]))], critical, images);
    }

    /// <summary>The mean rank among k methods whose (r − ½)/k has a mean.</summary>
    internal static double RankOf(double meanRank, int methods) => meanRank * methods + 0.5;

    private static SvgCanvas Draw(List<Line> all, IReadOnlyList<(int First, int Last)> groups, double critical, int images)
    {
        var shown = all.Take(MostShown).ToList();
        // A bar of the methods that are left out has nothing to join.
        var columns = Columns([.. groups.Where(g => g.First < shown.Count - 1).Select(g => (g.First, Math.Min(g.Last, shown.Count - 1)))]);
        var right = Ranks + 14 + Bars * columns.Count;
        var canvas = new SvgCanvas(
            "mean ranks and their critical difference", Left + 300 + right, 34 + 48 + Row * (shown.Count + 2), right,
            Axis.Linear("mean rank over images, 1 the best", 1, Math.Max(shown[^1].Rank, 1 + critical)),
            new Axis("", (shown.Count + 0.5, -1.5), []), Left);
        Bar(canvas, 1, 1 + critical, -1, Ink);
        canvas.Text(Left - 10, canvas.Y(-1) + 4, $"critical difference {NumberText.Rank(critical)}", "end", 11, Ink);
        foreach (var (row, line) in shown.Index())
        {
            var y = canvas.Y(row) + 4;
            canvas.Plot.Add.Marker(line.Rank, row, MarkerShape.FilledCircle, 7, Color.FromHex("#1d4ed8"));
            canvas.Text(Left - 10, y, CurveChart.Shorten(line.Key, 27), "end", 11, Ink);
            canvas.Text(canvas.Width - right + Ranks, y, NumberText.Rank(line.Rank), "end", 11, Muted);
        }
        foreach (var (column, bars) in columns.Index())
            foreach (var (first, last) in bars)
                canvas.Bar(canvas.Width - right + Ranks + 14 + Bars * column, canvas.Y(first) - 6, canvas.Y(last) + 6, Ink);
        canvas.Text(6, canvas.Y(shown.Count) + 4, Below(all.Count - shown.Count, all.Count, images), "start", 11, Muted);
        return canvas;
    }

    private static string Below(int more, int methods, int images) =>
        $"{RunText.Count(methods, "method")}, {RunText.Count(images, "image")}"
        + (more > 0 ? $"; {RunText.Count(more, "method")} with higher ranks left out" : "");

    // Bars that share a row stand side by side, each in the first column that is free.
    private static List<List<(int First, int Last)>> Columns(IEnumerable<(int First, int Last)> groups)
    {
        var columns = new List<List<(int First, int Last)>>();
        foreach (var group in groups)
            if (columns.FirstOrDefault(c => c[^1].Last < group.First) is { } free)
                free.Add(group);
            else
                columns.Add([group]);
        return columns;
    }

    private static void Bar(SvgCanvas canvas, double low, double high, double row, string color)
    {
        var bar = canvas.Plot.Add.Line(low, row, high, row);
        (bar.LineWidth, bar.Color, bar.LinePattern) = (3, Color.FromHex(color), LinePattern.Solid);
    }
}
