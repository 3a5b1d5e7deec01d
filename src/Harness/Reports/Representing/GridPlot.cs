using ScottPlot;
using ScottPlot.TickGenerators;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>A square table of numbers as colours, the first row at the top; the numbers stand in the cells where there is room.</summary>
internal static class GridPlot
{
    private const int Cell = 56;
    private const int Frame = 300;
    private const int Smallest = 520;
    private const int MostNumbers = 16;

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(FindingPicture.Grid picture)
    {
        var plot = PlotFrame.Empty(picture.Title);
        var n = picture.Labels.Count;
        var map = plot.Add.Heatmap(picture.Values);
        (map.Colormap, map.ManualRange) = (new ScottPlot.Colormaps.Viridis(), new ScottPlot.Range(picture.Low, picture.High));
        // The rectangle of the cells' centres; of a single cell that is a point, and the cell stands where it should.
        if (n > 1)
            map.Position = new CoordinateRect(0, n - 1, -(n - 1), 0);
        plot.Add.ColorBar(map);
        if (n <= MostNumbers)
            for (var row = 0; row < n; row++)
                for (var column = 0; column < n; column++)
                    Number(plot, column, row, picture.Values[row, column], picture);
        double[] places = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        plot.Axes.Left.TickGenerator = new NumericManual([.. places.Select(p => -p)], [.. picture.Labels]);
        plot.Axes.Bottom.TickGenerator = new NumericManual(places, [.. picture.Labels]);
        (plot.Axes.Bottom.TickLabelStyle.Rotation, plot.Axes.Bottom.TickLabelStyle.Alignment) = (35, Alignment.MiddleLeft);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, n - 0.5, -n + 0.5, 0.5);
        plot.Axes.Bottom.MinimumSize = 110;
        plot.Axes.Right.MinimumSize = 60;
        var side = Math.Max(Smallest, Frame + Cell * Math.Min(n, MostNumbers * 2));
        return PlotFrame.Png(plot, side + 60, side);
    }

    private static void Number(Plot plot, int column, int row, double value, FindingPicture.Grid picture)
    {
        if (double.IsNaN(value))
            return;
        var text = plot.Add.Text(value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), column, -row);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontSize = 12;
        text.LabelFontColor = (value - picture.Low) / (picture.High - picture.Low) > 0.6 ? Colors.Black : Colors.White;
    }
}
