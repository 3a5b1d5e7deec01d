using System.Globalization;
using ScottPlot;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Time against skill; a line joins the Pareto front: methods that no other method beats in both.</summary>
internal static class CostChart
{
    // Skill is not bounded below; what is worse than this stands at the lower edge.
    private const double Lowest = -0.5;

    // With more points than this their names would cover them: only the front, the first, those that are tied with it and the best
    // control are named.
    private const int MostNamed = 14;

    // In decades, so that no point sits on the frame.
    private const double Margin = 0.12;

    /// <summary>The drawing; null where times or skill are missing.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table)
    {
        var points = table.Rows.Where(r => r is { Cost.Milliseconds: > 0, Skill: not null }).ToList();
        if (points.Count == 0)
            return null;
        var front = ParetoFront.Of(table);
        var decades = Ticks.Decades(points.Min(Milliseconds), points.Max(Milliseconds));
        var skills = Ticks.Nice(points.Min(Skill), Math.Max(points.Max(Skill), points.Min(Skill) + 0.1), 6);
        // Half a step of air, so that no point sits on the frame.
        var air = (skills[1] - skills[0]) / 2;
        var canvas = new SvgCanvas(
            "at what cost", 520, 402, 24,
            new Axis(
                "time of one explanation (median, logarithmic)", (decades[0] - Margin, decades[^1] + Margin),
                [.. decades.Select(d => (d, Duration(d)))]),
            new Axis(
                // It stands upright, and is as long as the chart is high.
                points.Any(IsCut)
                    ? $"skill (0: best control); {IntervalChart.Edge(Lowest)}"
                    : "skill (0: best control, 1: best attainable)",
                (skills[0] - air, skills[^1] + air),
                [.. skills.Select(s => (s, s.ToString("0.##", CultureInfo.InvariantCulture)))]));
        if (front.Count > 1)
            canvas.Line(
                [.. front.Select(p => Math.Log10(Milliseconds(p)))], [.. front.Select(Skill)], new MethodStyle("#1d4ed8", "1 4", 2));
        foreach (var point in points.OrderBy(front.Contains))
            Mark(canvas, point, front.Contains(point));
        Name(canvas, table, points, front);
        return canvas;
    }

    private static void Mark(SvgCanvas canvas, LeaderboardRow point, bool isFront)
    {
        var (shape, color) = point.IsControl ? (MarkerShape.OpenSquare, "#9ca3af")
            : isFront ? (MarkerShape.FilledCircle, "#1d4ed8")
            : point.Standing is null ? (MarkerShape.OpenDiamond, "#9ca3af")
            : (MarkerShape.OpenCircle, "#64748b");
        var marker = canvas.Plot.Add.Marker(
            Math.Log10(Milliseconds(point)), Skill(point), shape, isFront ? 10 : 7, Color.FromHex(color));
        marker.MarkerLineWidth = 1.5f;
    }

    private static void Name(
        SvgCanvas canvas, LeaderboardTable table, List<LeaderboardRow> points, IReadOnlyList<LeaderboardRow> front)
    {
        var control = points.Where(p => p.IsControl).MaxBy(Skill);
        var named = points.Count <= MostNamed
            ? points
            : points.Where(p => front.Contains(p) || p.Standing is { Position: 1 } or { TiedWithFirst: true } || p == control)
                .OrderByDescending(front.Contains).ToList();
        // The points without a name take room too.
        var ordered = named.Concat(points.Except(named)).ToList();
        var spots = ordered.Select(p => (canvas.X(Math.Log10(Milliseconds(p))), canvas.Y(Skill(p)))).ToList();
        var names = named.Select(p => CurveChart.Shorten(ShortName.Of(table, p), 26)
            + (IsCut(p) ? $" ({NumberText.Two(p.Skill!.Value)})" : "")).ToList();
        var lines = front.Select(p => (canvas.X(Math.Log10(Milliseconds(p))), canvas.Y(Skill(p)))).ToList();
        foreach (var (index, place) in LabelPlaces.Find(spots, names, canvas.Width, lines).Index())
        {
            if (place.Leader is { } end)
                canvas.Leader(spots[index], end);
            canvas.Text(place.X, place.Y, names[index], place.Anchor, 11, front.Contains(named[index]) ? "#111827" : "#6b7280");
        }
    }

    private static double Milliseconds(LeaderboardRow row) => row.Cost!.Milliseconds;

    private static double Skill(LeaderboardRow row) => Math.Max(Lowest, row.Skill!.Value);

    private static bool IsCut(LeaderboardRow row) => row.Skill!.Value < Lowest;

    private static string Duration(double exponent) => exponent >= 3
        ? Math.Pow(10, exponent - 3).ToString("0", CultureInfo.InvariantCulture) + " s"
        : Math.Pow(10, exponent).ToString("0.######", CultureInfo.InvariantCulture) + " ms";
}
