using ScottPlot;

namespace VisEval.Benchmarks.ManyPictures;

/// <summary>Resident memory against images done.</summary>
internal static class MemoryPlot
{
    private const int Width = 720;
    private const int Height = 320;

    /// <summary>Draws the plot as PNG.</summary>
    /// <param name="moments">While images were explained.</param>
    /// <param name="images">How many images there are.</param>
    /// <param name="title">What was run.</param>
    /// <param name="path">The file.</param>
    public static void Save(IReadOnlyList<Moment> moments, int images, string title, string path)
    {
        using var plot = new Plot();
        var line = plot.Add.Scatter(moments.Select(m => m.Share * images).ToArray(), moments.Select(m => m.Megabytes).ToArray());
        line.MarkerSize = 0;
        line.LineWidth = 2;
        plot.Title(title, 14);
        plot.XLabel("images done");
        plot.YLabel("resident memory (MB)");
        plot.Axes.SetLimitsY(0, 1.2 * moments.Max(m => m.Megabytes));
        plot.SavePng(path, Width, Height);
    }
}
