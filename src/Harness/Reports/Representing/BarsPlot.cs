using ScottPlot;
using ScottPlot.TickGenerators;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>Bars with intervals, the first at the top; an open diamond marks the number that chance gives.</summary>
internal static class BarsPlot
{
    private const int Width = 760;
    private const int Row = 24;
    private const int Frame = 110;

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(FindingPicture.Bars picture, FindingNumbers numbers)
    {
        var plot = PlotFrame.Empty(picture.Title);
        foreach (var (i, line) in picture.Lines.Index())
        {
            var length = numbers.Value(line.Length) ?? 0;
            var bar = plot.Add.Bar(new ScottPlot.Bar
            {
                Position = -i,
                Value = length,
                Size = 0.66,
                Orientation = Orientation.Horizontal,
                FillColor = Color.FromHex("#93b4d8"),
                LineWidth = 0,
            });
            bar.Horizontal = true;
            if (numbers.Interval(line.Length) is { } ends)
            {
                var whisker = plot.Add.Line(ends.Low, -i, ends.High, -i);
                (whisker.LineWidth, whisker.Color) = (2, Color.FromHex("#1f3a5f"));
            }
            if (line.Compared is { } compared)
            {
                var mark = plot.Add.Marker(compared, -i, MarkerShape.OpenDiamond, 9, Color.FromHex("#b45309"));
                mark.MarkerLineWidth = 2;
            }
        }
        if (picture.Mark is { } value)
        {
            var rule = plot.Add.VerticalLine(value);
            (rule.LinePattern, rule.Color, rule.LineWidth) = (LinePattern.Dashed, Color.FromHex("#6b7280"), 1);
        }
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. picture.Lines.Select((_, i) => (double)-i)], [.. picture.Lines.Select(l => l.Label)]);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.5 };
        plot.XLabel(picture.Axis + (picture.Lines.Any(l => l.Compared is not null) ? " (diamond: by chance)" : ""), 13);
        plot.Axes.Margins(0.05, 0.02);
        plot.Axes.SetLimitsY(-picture.Lines.Count + 0.3, 0.7);
        plot.Axes.SetLimitsX(0, Math.Max(Longest(picture, numbers) * 1.05, picture.Mark is null ? 1e-9 : 1.02));
        return PlotFrame.Png(plot, Width, Frame + Row * picture.Lines.Count);
    }

    private static double Longest(FindingPicture.Bars picture, FindingNumbers numbers) => picture.Lines
        .Select(l => Math.Max(numbers.Interval(l.Length)?.High ?? 0, Math.Max(numbers.Value(l.Length) ?? 0, l.Compared ?? 0)))
        .DefaultIfEmpty(1).Max() is var longest && longest > 0 ? longest : 1;
}
