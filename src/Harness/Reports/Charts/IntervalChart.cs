using ScottPlot;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Reports.Charts;

/// <summary>What a dot stands for; told by shape and by colour.</summary>
internal enum Dot
{
    /// <summary>The first, or not shown to differ from it: a filled circle.</summary>
    Leading,

    /// <summary>Another ranked method: an open circle.</summary>
    Ranked,

    /// <summary>A method that is not ranked: an open diamond.</summary>
    Refused,

    /// <summary>A control: an open square.</summary>
    Control,
}

/// <summary>A line of an interval chart.</summary>
/// <param name="Name">What the line is about.</param>
/// <param name="Value">The dot.</param>
/// <param name="Interval">The bar; null for none.</param>
/// <param name="Dot">What the dot stands for.</param>
/// <param name="Note">Stands before the number: a place, or a mark.</param>
internal sealed record IntervalLine(string Name, double Value, Interval? Interval, Dot Dot, string Note);

/// <summary>Dots with intervals, one a line, the first at the top.</summary>
internal static class IntervalChart
{
    private const int Row = 20;
    private const int Width = 520;
    private const int Left = 190;
    private const int Right = 108;
    private const string Ink = "#111827";
    private const string Muted = "#6b7280";

    /// <summary>The drawing.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="axis">What the numbers are.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="least">The axis starts no lower; what is lower stands at its edge.</param>
    /// <param name="heads">Above the notes, and above the numbers.</param>
    /// <param name="parts">A dashed line with words above some line, by its index.</param>
    public static SvgCanvas Draw(
        string title, string axis, IReadOnlyList<IntervalLine> lines, double least, (string Note, string Value) heads,
        IReadOnlyDictionary<int, string> parts)
    {
        double Shown(double value) => Math.Max(least, value);
        var ends = lines.SelectMany(l => new[] { l.Value, l.Interval?.Low ?? l.Value, l.Interval?.High ?? l.Value }).Select(Shown).ToList();
        var rows = lines.Count + parts.Count;
        var isCut = lines.Any(l => Math.Min(l.Value, l.Interval?.Low ?? l.Value) < least);
        var canvas = new SvgCanvas(
            title, Width, 34 + 48 + Row * rows, Right,
            Axis.Linear(isCut ? $"{axis}; {Edge(least)}" : axis, Math.Min(0, ends.Min()), ends.Max()),
            new Axis("", (rows - 0.5, -0.5), []), Left);
        canvas.Text(Width - 54, 28, heads.Note, "end", 11, Muted);
        canvas.Text(Width - 8, 28, heads.Value, "end", 11, Muted);
        var row = 0;
        foreach (var (index, line) in lines.Index())
        {
            if (parts.TryGetValue(index, out var words))
                Part(canvas, row++, words);
            var color = Color.FromHex(ColorOf(line.Dot));
            if (line.Interval is { } interval)
            {
                var bar = canvas.Plot.Add.Line(Shown(interval.Low), row, Shown(interval.High), row);
                (bar.LineWidth, bar.Color, bar.LinePattern) = (line.Dot == Dot.Leading ? 3 : 2, color, LinePattern.Solid);
            }
            var marker = canvas.Plot.Add.Marker(Shown(line.Value), row, ShapeOf(line.Dot), 8, color);
            marker.MarkerLineWidth = 1.8f;
            var y = canvas.Y(row) + 4;
            canvas.Text(Left - 10, y, CurveChart.Shorten(line.Name, 21), "end", 11, line.Dot == Dot.Leading ? Ink : Muted,
                line.Dot == Dot.Leading ? 600 : 400);
            canvas.Text(Width - 54, y, line.Note, "end", 11, Muted);
            canvas.Text(Width - 8, y, NumberText.Two(line.Value), "end", 11, Ink, line.Dot == Dot.Leading ? 600 : 400);
            row++;
        }
        return canvas;
    }

    /// <summary>What an axis says that starts no lower than some value.</summary>
    internal static string Edge(double least) => $"below {NumberText.Two(least)} at the edge";

    private static void Part(SvgCanvas canvas, int row, string words)
    {
        canvas.Rule(canvas.Y(row) + 7, 6, Width - 8);
        canvas.Text(6, canvas.Y(row) + 2, words, "start", 11, Muted);
    }

    private static MarkerShape ShapeOf(Dot dot) => dot switch
    {
        Dot.Leading => MarkerShape.FilledCircle,
        Dot.Ranked => MarkerShape.OpenCircle,
        Dot.Refused => MarkerShape.OpenDiamond,
        _ => MarkerShape.OpenSquare,
    };

    private static string ColorOf(Dot dot) => dot switch
    {
        Dot.Leading => "#1d4ed8",
        Dot.Ranked => "#64748b",
        _ => "#9ca3af",
    };
}
