using SkiaSharp;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>All pictures of units on a sheet: a row a unit, a column a visualizer and picture; of one column the units side by side.
/// </summary>
internal static class PictureSheet
{
    private const int Side = 192;
    private const int Gap = 8;
    private const int Line = 18;
    private const int UnitsAcross = 5;
    private const float TextSize = 13;

    /// <summary>The sheet as PNG.</summary>
    /// <param name="pictures">The pictures, those of a unit one after the other.</param>
    public static byte[] Draw(IReadOnlyList<VisualizationRow> pictures)
    {
        var units = pictures.Select(p => p.Unit).Distinct().ToList();
        var columns = pictures.Select(p => (p.Visualizer, p.Index)).Distinct().ToList();
        var across = columns.Count == 1 ? Math.Min(UnitsAcross, units.Count) : columns.Count;
        var rows = (units.Count * columns.Count + across - 1) / across;
        var info = new SKImageInfo(
            across * (Side + Gap) + Gap, Line + rows * (Side + Line + Gap) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        using var font = new SKFont(SKTypeface.Default, TextSize);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        surface.Canvas.Clear(SKColors.White);
        for (var i = 0; i < columns.Count; i++)
        {
            var head = columns[i].Index == 0 ? columns[i].Visualizer : $"… {columns[i].Index + 1}";
            Write(surface.Canvas, head, Gap + i * (Side + Gap), Line - 4, font, ink);
        }
        foreach (var picture in pictures)
        {
            var cell = units.IndexOf(picture.Unit) * columns.Count + columns.IndexOf((picture.Visualizer, picture.Index));
            var (x, y) = (Gap + cell % across * (Side + Gap), Line + cell / across * (Side + Line + Gap));
            Write(surface.Canvas, picture.Unit, x, y + Line - 4, font, ink);
            using var image = SKImage.FromEncodedData(picture.Png);
            var scale = (float)Side / Math.Max(image.Width, image.Height);
            var place = SKRect.Create(x, y + Line, image.Width * scale, image.Height * scale);
            surface.Canvas.DrawImage(image, place, new SKSamplingOptions(scale > 1 ? SKFilterMode.Nearest : SKFilterMode.Linear));
        }
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Write(SKCanvas canvas, string text, float x, float y, SKFont font, SKPaint ink)
    {
        canvas.Save();
        canvas.ClipRect(SKRect.Create(x, y - Line, Side, Line + 4));
        canvas.DrawText(text, x, y, font, ink);
        canvas.Restore();
    }
}
