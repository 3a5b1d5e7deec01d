using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Heatmaps as pictures.</summary>
public static class Overlay
{
    // More steps are not visible and would only make the files of noisy maps larger.
    private const int Steps = 64;

    /// <summary>A picture with a map laid over it, at the picture's size: (1 − opacity)·picture + opacity·colour(map).</summary>
    /// <param name="png">The picture, in any format SkiaSharp decodes.</param>
    /// <param name="map">The map; scaled linearly to [0, 1] and resized bilinearly.</param>
    /// <param name="opacity">0 shows the picture alone, 1 the map alone.</param>
    /// <param name="geometry">How the map's input was cut from the picture: what the network did not see stays as it is; null where the map
    /// covers all of it.</param>
    /// <param name="colors">The colours; <see cref="ColorMap.OfMaps"/> by default.</param>
    /// <returns>A PNG.</returns>
    /// <exception cref="InputException">The picture cannot be decoded, the map is degenerate, or the opacity is not in [0, 1].</exception>
    public static byte[] Compose(
        byte[] png, SaliencyMap map, double opacity = 0.5, ImageGeometry? geometry = null, ColorMap? colors = null)
    {
        using var picture = Decode(png);
        return Compose(picture, map, opacity, geometry, colors);
    }

    /// <summary>As above, for a picture already decoded, which stays as it is.</summary>
    public static byte[] Compose(
        SKBitmap picture, SaliencyMap map, double opacity = 0.5, ImageGeometry? geometry = null, ColorMap? colors = null)
    {
        if (!(opacity >= 0 && opacity <= 1))
            throw new InputException("The opacity of a heatmap is a number from 0 to 1.");
        if (!map.State.IsOk)
            throw new InputException($"The map cannot be drawn: it is {map.State}.");
        // Scaled before it is resized: resizing may not reach the extremes, and the colours should mean the map's own range.
        var placed = PlacedMap.Of(
            map.Normalize(), geometry ?? ImageGeometry.Identity(map.Height, map.Width), picture.Height, picture.Width);
        var pixels = picture.Pixels;
        for (var i = 0; i < pixels.Length; i++)
            if (!float.IsNaN(placed[i]))
                pixels[i] = Mix(pixels[i], Color((colors ?? ColorMap.OfMaps)[placed[i]]), opacity);
        using var result = Bitmap(picture.Width, picture.Height, pixels);
        return Encode(result);
    }

    /// <summary>A map alone in 64 colours, as PNG of at most <paramref name="side"/> pixels on its longer side.</summary>
    /// <param name="pixels">Values 0..255, row-major.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="side">The longest side allowed.</param>
    /// <param name="colors">The colours.</param>
    public static byte[] Heatmap(byte[] pixels, int height, int width, int side, ColorMap colors)
    {
        var longest = Math.Max(width, height);
        if (longest > side)
            (pixels, height, width) = Shrink(
                pixels, height, width, Math.Max(1, height * side / longest), Math.Max(1, width * side / longest));
        var palette = Enumerable.Range(0, Steps).Select(i => colors[i / (Steps - 1.0)]).ToList();
        return PalettePng.Encode(Array.ConvertAll(pixels, v => (byte)(v * Steps / 256)), height, width, palette);
    }

    /// <summary>A picture as PNG of at most <paramref name="side"/> pixels on its longer side; null where it is damaged.</summary>
    public static Thumbnail? Thumbnail(byte[] png, int side)
    {
        using var picture = TryDecode(png);
        return picture is null ? null : new Thumbnail(Shrink(picture, side), picture.Width, picture.Height);
    }

    private static byte[] Shrink(SKBitmap bitmap, int side)
    {
        var longest = Math.Max(bitmap.Width, bitmap.Height);
        if (longest <= side)
            return Encode(bitmap);
        var size = new SKImageInfo(
            Math.Max(1, bitmap.Width * side / longest), Math.Max(1, bitmap.Height * side / longest), SKColorType.Rgba8888,
            SKAlphaType.Opaque);
        using var small = bitmap.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Encode(small);
    }

    // Each pixel is the mean of the pixels it stands for.
    private static (byte[] Pixels, int Height, int Width) Shrink(byte[] pixels, int height, int width, int rows, int columns)
    {
        var small = new byte[rows * columns];
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < columns; x++)
            {
                var (sum, count) = (0, 0);
                for (var v = y * height / rows; v < (y + 1) * height / rows; v++)
                    for (var u = x * width / columns; u < (x + 1) * width / columns; u++)
                        (sum, count) = (sum + pixels[v * width + u], count + 1);
                small[y * columns + x] = (byte)(sum / count);
            }
        return (small, rows, columns);
    }

    private static SKColor Mix(SKColor below, SKColor above, double opacity)
    {
        byte Channel(byte under, byte over) => (byte)Math.Round(under * (1 - opacity) + over * opacity);
        return new SKColor(Channel(below.Red, above.Red), Channel(below.Green, above.Green), Channel(below.Blue, above.Blue));
    }

    private static SKColor Color((byte Red, byte Green, byte Blue) color) => new(color.Red, color.Green, color.Blue);

    private static SKBitmap Bitmap(int width, int height, SKColor[] pixels) =>
        new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)) { Pixels = pixels };

    private static SKBitmap Decode(byte[] file) => TryDecode(file)
        ?? throw new InputException("A picture to lay a heatmap over cannot be decoded: it is damaged, or neither PNG nor JPEG.");

    private static SKBitmap? TryDecode(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        return codec is null ? null : SKBitmap.Decode(codec);
    }

    private static byte[] Encode(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
