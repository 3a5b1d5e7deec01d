using ScottPlot;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>Points on a plane, a colour and a shape for each group.</summary>
internal static class PointsPlot
{
    private const int Width = 860;
    private const int Height = 640;

    // More names would not fit beside the points.
    private const int MostNames = 30;

    /// <summary>Whether a point has a place.</summary>
    public static bool IsShown((double X, double Y) at) => double.IsFinite(at.X) && double.IsFinite(at.Y);

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(FindingPicture.Points picture)
    {
        var plot = PlotFrame.Empty(picture.Title);
        foreach (var group in picture.Groups.Index().Where(g => IsShown(picture.At[g.Index])).GroupBy(g => g.Item).OrderBy(g => g.Key))
        {
            var points = plot.Add.ScatterPoints(
                group.Select(g => picture.At[g.Index].X).ToArray(), group.Select(g => picture.At[g.Index].Y).ToArray(),
                PlotFrame.ColorOf(group.Key));
            (points.MarkerSize, points.MarkerShape) = (8, PlotFrame.ShapeOf(group.Key));
            points.LegendText = picture.GroupNames[group.Key];
        }
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
        plot.HideGrid();
        if (picture.GroupNames.Count <= MostNames)
            plot.ShowLegend(Edge.Right);
        return PlotFrame.Png(plot, Width, Height);
    }
}
