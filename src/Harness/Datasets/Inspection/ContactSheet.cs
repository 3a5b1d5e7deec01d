using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Inspection;

/// <summary>Some pictures of a dataset side by side with their boxes and masks, to see at a glance whether these lie where they should.
/// </summary>
internal static class ContactSheet
{
    /// <summary>The number of pictures shown at most, evenly spread over the dataset.</summary>
    public const int Most = 64;

    private const int Side = 160;
    private const int Gap = 6;
    private const int Columns = 8;

    /// <summary>The sheet as PNG; in the place of a picture that cannot be read it is gray.</summary>
    public static byte[] Draw(DatasetContent content)
    {
        var count = Math.Min(Most, content.Images.Count);
        var shown = Enumerable.Range(0, count).Select(i => content.Images[(int)((long)i * content.Images.Count / count)]).ToList();
        var (columns, rows) = (Math.Min(Columns, count), (count + Columns - 1) / Columns);
        var info = new SKImageInfo(columns * (Side + Gap) + Gap, rows * (Side + Gap) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        var reader = new ImageFactsReader(content.Folder, content.Classes);
        foreach (var (image, i) in shown.Select((image, i) => (image, i)))
        {
            surface.Canvas.Save();
            surface.Canvas.Translate(Gap + i % Columns * (Side + Gap), Gap + i / Columns * (Side + Gap));
            Draw(surface.Canvas, image, content.Folder, reader);
            surface.Canvas.Restore();
        }
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Draw(SKCanvas canvas, DatasetImage image, string folder, ImageFactsReader reader)
    {
        try
        {
            var picture = image.Source.Decode(image.Source.Read(folder), folder);
            var (width, height) = image.SizeOr(picture.Width, picture.Height);
            var scale = Math.Min((float)Side / width, (float)Side / height);
            canvas.Scale(scale);
            using (var bitmap = SKBitmap.Decode(PngFile.Of(picture)))
                canvas.DrawBitmap(bitmap, new SKRect(0, 0, width, height));
            foreach (var target in ImageFactsReader.Masked(image))
                using (var mask = Tint(reader.Pixels(image, target, height, width), ColourOf(target)))
                    canvas.DrawBitmap(mask, 0, 0);
            foreach (var item in image.Objects.Where(o => o.Box is not null))
            {
                using var paint = new SKPaint
                {
                    Color = item.Ignore ? SKColors.Gray : ColourOf(item.Class),
                    IsStroke = true,
                    StrokeWidth = 2 / scale,
                };
                canvas.DrawRect(
                    new SKRect((float)item.Box![0], (float)item.Box[1], (float)item.Box[2], (float)item.Box[3]), paint);
            }
        }
        // Told among the problems.
        catch (InputException)
        {
            canvas.DrawRect(0, 0, Side, Side, new SKPaint { Color = SKColors.LightGray });
        }
    }

    private static SKBitmap Tint(RegionPixels region, SKColor colour)
    {
        var bitmap = new SKBitmap(new SKImageInfo(region.Width, region.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Pixels = Array.ConvertAll(region.Values, v => v switch
        {
            RegionPixels.Object => colour.WithAlpha(110),
            RegionPixels.Ignored => SKColors.Gray.WithAlpha(160),
            _ => SKColors.Transparent,
        });
        return bitmap;
    }

    // The golden angle keeps the colours of neighbouring classes apart.
    private static SKColor ColourOf(int target) => SKColor.FromHsv((target + 1) * 137.5f % 360, 90, 100);
}
