using System.Globalization;
using ScottPlot;
using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Time against faithfulness; a line joins the Pareto front: methods that no other method beats in both.</summary>
internal static class CostChart
{
    private sealed record Point(LeaderboardRow Row, double Milliseconds, double Rank)
    {
        public bool IsBeatenBy(Point other) => other.Milliseconds <= Milliseconds && other.Rank <= Rank
            && (other.Milliseconds < Milliseconds || other.Rank < Rank);
    }

    /// <summary>The drawing; null where times or faithfulness are missing.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles)
    {
        var points = table.Rows.Where(r => r is { Cost.Milliseconds: > 0, FaithfulnessRank: not null })
            .Select(r => new Point(r, r.Cost!.Milliseconds, r.FaithfulnessRank!.Value)).ToList();
        if (points.Count == 0)
            return null;
        var decades = Ticks.Decades(points.Min(p => p.Milliseconds), points.Max(p => p.Milliseconds));
        var ranks = Ticks.Nice(1, Math.Max(2, points.Max(p => p.Rank)), 6);
        // Half a step of air, so that no point sits on the frame; rank 1 is on top.
        var air = (ranks[1] - ranks[0]) / 2;
        var canvas = new SvgCanvas(
            "time against faithfulness", 1240, 420, 24,
            new Axis(
                "time of one explanation (median, logarithmic)", (decades[0], decades[^1]), [.. decades.Select(d => (d, Duration(d)))]),
            new Axis(
                "mean rank in faithfulness", (Math.Max(ranks[^1], points.Max(p => p.Rank) + air), 1 - air), [.. Shown(ranks, points)]));

        var front = points.Where(p => !p.Row.IsControl && !points.Any(o => !o.Row.IsControl && p.IsBeatenBy(o)))
            .OrderBy(p => p.Milliseconds).ToList();
        if (front.Count > 1)
        {
            var (x, y) = (front.Select(p => Math.Log10(p.Milliseconds)).ToArray(), front.Select(p => p.Rank).ToArray());
            var line = canvas.Plot.Add.ScatterLine(x, y);
            (line.LineWidth, line.LinePattern, line.Color) = (1.5f, LinePattern.Solid, Color.FromHex("#cbd5e1"));
        }
        foreach (var point in points)
        {
            var marker = canvas.Plot.Add.Marker(
                Math.Log10(point.Milliseconds), point.Rank,
                point.Row.IsControl ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, 9,
                Color.FromHex(styles[point.Row.Method.Key].Color));
            marker.MarkerLineWidth = 1.5f;
        }
        var spots = points.Select(p => (canvas.X(Math.Log10(p.Milliseconds)), canvas.Y(p.Rank))).ToList();
        var names = points.Select(p => CurveChart.Shorten(p.Row.Method.Key, 32)).ToList();
        foreach (var (index, (x, y, anchor)) in LabelPlaces.Find(spots, names, canvas.Width).Index())
            canvas.Text(x, y, names[index], anchor, 11, points[index].Row.IsControl ? "#6b7280" : "#111827");
        return canvas;
    }

    // Rank 0 does not exist; the axis starts at 1.
    private static IEnumerable<(double, string)> Shown(IReadOnlyList<double> ranks, List<Point> points) => ranks
        .Where(r => r > 1 && r <= Math.Max(2, points.Max(p => p.Rank))).Prepend(1)
        .Select(r => (r, r.ToString("0.##", CultureInfo.InvariantCulture)));

    private static string Duration(double exponent) => exponent >= 3
        ? Math.Pow(10, exponent - 3).ToString("0", CultureInfo.InvariantCulture) + " s"
        : Math.Pow(10, exponent).ToString("0.######", CultureInfo.InvariantCulture) + " ms";
}
