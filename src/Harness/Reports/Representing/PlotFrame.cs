using ScottPlot;
using SkiaSharp;

namespace VisEval.Harness.Reports.Representing;

/// <summary>What the pictures of analyses share.</summary>
internal static class PlotFrame
{
    private const string Ink = "#111827";

    /// <summary>Whether the machine has a font: without one a picture has no words.</summary>
    public static bool HasFont => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>Colours that people tell apart, also those who see few (Okabe, Ito, 2008), darker and lighter where there are more
    /// groups.</summary>
    public static Color ColorOf(int group)
    {
        string[] hues = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000", "#B8A800"];
        var colour = Color.FromHex(hues[group % hues.Length]);
        return (group / hues.Length % 3) switch { 0 => colour, 1 => colour.Darken(0.45), _ => colour.Lighten(0.45) };
    }

    /// <summary>Shapes that go through another circle than the colours.</summary>
    public static MarkerShape ShapeOf(int group)
    {
        MarkerShape[] shapes =
        [
            MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
            MarkerShape.FilledTriangleDown,
        ];
        return shapes[group % shapes.Length];
    }

    /// <summary>An empty plot with a title.</summary>
    public static Plot Empty(string title)
    {
        var plot = new Plot { FigureBackground = { Color = Colors.White }, DataBackground = { Color = Colors.White } };
        plot.Title(title, 16);
        plot.Axes.Title.Label.ForeColor = Color.FromHex(Ink);
        plot.Grid.MajorLineColor = Color.FromHex("#e5e7eb");
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        return plot;
    }

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(Plot plot, int width, int height) => plot.GetImage(width, height).GetImageBytes(ImageFormat.Png);
}
