using SkiaSharp;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Learned;

/// <summary>The small pictures of a dataset's images on one sheet, square by square, so that a page holds each once.</summary>
internal sealed class ImageStrip
{
    // Smaller ones show nothing; larger ones are stored nowhere.
    private static readonly int[] Sides = [40, 32, 24];

    private readonly Dictionary<string, int> _places;

    private ImageStrip(string name, IReadOnlyList<SmallImage> images, int columns, byte[] sheet)
    {
        (Name, Columns) = (name, columns);
        _places = images.Index().ToDictionary(i => i.Item.Image, i => i.Index);
        var rows = (images.Count + columns - 1) / columns;
        var address = WebPicture.Address(sheet);
        Style = Markup.Of($$"""
            <style>.{{name}}{background-image:url({{address}});background-size:calc(var(--t)*{{columns}}) calc(var(--t)*{{rows}})}</style>

            """);
    }

    /// <summary>The class of elements that show a part of the sheet.</summary>
    public string Name { get; }

    /// <summary>Squares in a row.</summary>
    public int Columns { get; }

    /// <summary>What ties the sheet to the class.</summary>
    public Markup Style { get; }

    /// <summary>A sheet of all images, as large as the budget allows; null where there is none, or where none fits.</summary>
    /// <param name="name">The class of elements that show a part of it.</param>
    /// <param name="images">The images of one dataset.</param>
    /// <param name="budget">The bytes of its file.</param>
    public static ImageStrip? Of(string name, IReadOnlyList<SmallImage> images, int budget)
    {
        List<SmallImage> distinct = [.. images.DistinctBy(i => i.Image)];
        if (distinct.Count == 0)
            return null;
        var columns = (int)Math.Ceiling(Math.Sqrt(distinct.Count));
        return Sides.Select(side => Draw(distinct, columns, side)).FirstOrDefault(sheet => sheet.Length <= budget) is { } fitting
            ? new ImageStrip(name, distinct, columns, fitting)
            : null;
    }

    /// <summary>The square of an image, from 0, row by row; −1 where it has none.</summary>
    public int PlaceOf(string image) => _places.GetValueOrDefault(image, -1);

    private static byte[] Draw(IReadOnlyList<SmallImage> images, int columns, int side)
    {
        using var sheet = new SKBitmap(
            new SKImageInfo(columns * side, (images.Count + columns - 1) / columns * side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.Transparent);
        foreach (var (place, image) in images.Index())
        {
            using var data = SKData.CreateCopy(image.File);
            using var codec = SKCodec.Create(data);
            using var picture = codec is null ? null : SKBitmap.Decode(codec);
            // A damaged one leaves its square empty.
            if (picture is null)
                continue;
            var scale = (float)side / Math.Max(picture.Width, picture.Height);
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            using var drawn = SKImage.FromBitmap(picture);
            canvas.DrawImage(
                drawn,
                SKRect.Create(place % columns * side + (side - width) / 2, place / columns * side + (side - height) / 2, width, height),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        return WebPicture.Encode(sheet);
    }
}
