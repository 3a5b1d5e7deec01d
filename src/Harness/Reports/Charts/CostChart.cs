using System.Globalization;
using ScottPlot;
using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Time against skill; a line joins the Pareto front: methods that no other method beats in both.</summary>
internal static class CostChart
{
    // Skill is not bounded below; what is worse than this stands at the lower edge.
    private const double Lowest = -0.5;

    private sealed record Point(LeaderboardRow Row, double Milliseconds, double Skill)
    {
        public bool IsBeatenBy(Point other) => other.Milliseconds <= Milliseconds && other.Skill >= Skill
            && (other.Milliseconds < Milliseconds || other.Skill > Skill);
    }

    /// <summary>The drawing; null where times or skill are missing.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles)
    {
        var points = table.Rows.Where(r => r is { Cost.Milliseconds: > 0, Skill: not null })
            .Select(r => new Point(r, r.Cost!.Milliseconds, Math.Max(Lowest, r.Skill!.Value))).ToList();
        if (points.Count == 0)
            return null;
        var decades = Ticks.Decades(points.Min(p => p.Milliseconds), points.Max(p => p.Milliseconds));
        var skills = Ticks.Nice(points.Min(p => p.Skill), Math.Max(points.Max(p => p.Skill), points.Min(p => p.Skill) + 0.1), 6);
        // Half a step of air, so that no point sits on the frame.
        var air = (skills[1] - skills[0]) / 2;
        var canvas = new SvgCanvas(
            "time against skill", 1240, 420, 24,
            new Axis(
                "time of one explanation (median, logarithmic)", (decades[0], decades[^1]), [.. decades.Select(d => (d, Duration(d)))]),
            new Axis(
                "skill (0: best control, 1: best attainable)", (skills[0] - air, skills[^1] + air),
                [.. skills.Select(s => (s, s.ToString("0.##", CultureInfo.InvariantCulture)))]));

        var front = points.Where(p => !p.Row.IsControl && !points.Any(o => !o.Row.IsControl && p.IsBeatenBy(o)))
            .OrderBy(p => p.Milliseconds).ToList();
        if (front.Count > 1)
        {
            var (x, y) = (front.Select(p => Math.Log10(p.Milliseconds)).ToArray(), front.Select(p => p.Skill).ToArray());
            var line = canvas.Plot.Add.ScatterLine(x, y);
            (line.LineWidth, line.LinePattern, line.Color) = (1.5f, LinePattern.Solid, Color.FromHex("#cbd5e1"));
        }
        foreach (var point in points)
        {
            var marker = canvas.Plot.Add.Marker(
                Math.Log10(point.Milliseconds), point.Skill,
                point.Row.IsControl ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, 9,
                Color.FromHex(styles[point.Row.Method.Key].Color));
            marker.MarkerLineWidth = 1.5f;
        }
        var spots = points.Select(p => (canvas.X(Math.Log10(p.Milliseconds)), canvas.Y(p.Skill))).ToList();
        var names = points.Select(p => CurveChart.Shorten(p.Row.Method.Key, 32)).ToList();
        foreach (var (index, (x, y, anchor)) in LabelPlaces.Find(spots, names, canvas.Width).Index())
            canvas.Text(x, y, names[index], anchor, 11, points[index].Row.IsControl ? "#6b7280" : "#111827");
        return canvas;
    }

    private static string Duration(double exponent) => exponent >= 3
        ? Math.Pow(10, exponent - 3).ToString("0", CultureInfo.InvariantCulture) + " s"
        : Math.Pow(10, exponent).ToString("0.######", CultureInfo.InvariantCulture) + " ms";
}
