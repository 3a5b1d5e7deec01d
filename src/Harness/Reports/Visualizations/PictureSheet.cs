using SkiaSharp;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>All pictures of units on a sheet: a row a unit, a column a visualizer and picture; of one column the units side by side. Names
/// take as many lines as they need.</summary>
internal static class PictureSheet
{
    private const int Side = 192;
    private const int Gap = 8;
    private const int Line = 18;
    private const int UnitsAcross = 5;
    private const float TextSize = 13;
    private static readonly char[] Breaks = [':', ',', '+', '/', ' ', '-'];

    /// <summary>The sheet as PNG.</summary>
    /// <param name="pictures">The pictures, those of a unit one after the other.</param>
    public static byte[] Draw(IReadOnlyList<VisualizationRow> pictures)
    {
        var units = pictures.Select(p => p.Unit).Distinct().ToList();
        var columns = pictures.Select(p => (p.Visualizer, p.Index)).Distinct().ToList();
        var across = columns.Count == 1 ? Math.Min(UnitsAcross, units.Count) : columns.Count;
        var rows = (units.Count * columns.Count + across - 1) / across;
        using var font = new SKFont(SKTypeface.Default, TextSize);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        List<IReadOnlyList<string>> heads =
            [.. columns.Select(c => Wrapped(c.Index == 0 ? c.Visualizer : $"… {c.Index + 1}", font))];
        var names = units.ToDictionary(u => u, u => Wrapped(u, font));
        var (head, name) = (Line * heads.Max(h => h.Count), Line * names.Values.Max(n => n.Count));
        var info = new SKImageInfo(
            across * (Side + Gap) + Gap, head + rows * (Side + name + Gap) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        for (var i = 0; i < columns.Count; i++)
            Write(surface.Canvas, heads[i], Gap + i * (Side + Gap), 0, font, ink);
        foreach (var picture in pictures)
        {
            var cell = units.IndexOf(picture.Unit) * columns.Count + columns.IndexOf((picture.Visualizer, picture.Index));
            var (x, y) = (Gap + cell % across * (Side + Gap), head + cell / across * (Side + name + Gap));
            Write(surface.Canvas, names[picture.Unit], x, y + name - Line * names[picture.Unit].Count, font, ink);
            using var image = SKImage.FromEncodedData(picture.Png);
            var scale = (float)Side / Math.Max(image.Width, image.Height);
            var place = SKRect.Create(x, y + name, image.Width * scale, image.Height * scale);
            surface.Canvas.DrawImage(image, place, new SKSamplingOptions(scale > 1 ? SKFilterMode.Nearest : SKFilterMode.Linear));
        }
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>A name in lines of the width of a picture, broken behind its punctuation where it can be.</summary>
    internal static IReadOnlyList<string> Wrapped(string text, SKFont font)
    {
        var lines = new List<string>();
        while (text.Length > 0)
        {
            var fit = Math.Max(1, font.BreakText(text, Side));
            var mark = fit < text.Length ? text.LastIndexOfAny(Breaks, fit - 1) : -1;
            var end = fit == text.Length || mark < 1 ? fit : mark + 1;
            lines.Add(text[..end]);
            text = text[end..];
        }
        return lines;
    }

    private static void Write(SKCanvas canvas, IReadOnlyList<string> lines, float x, float y, SKFont font, SKPaint ink)
    {
        foreach (var (i, line) in lines.Index())
            canvas.DrawText(line, x, y + Line * (i + 1) - 4, font, ink);
    }
}
