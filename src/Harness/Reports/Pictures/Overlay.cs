using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Heatmaps as pictures.</summary>
internal static class Overlay
{
    // More steps are not visible and would only make the files of noisy maps larger.
    private const int Steps = 64;
    private const int Colours = 3;

    /// <summary>A picture with a map laid over it, at the picture's size: (1 − opacity)·picture + opacity·colour(map), as PNG.</summary>
    /// <remarks>Row by row: beside the picture itself no memory grows with its height.</remarks>
    /// <param name="file">Receives the PNG.</param>
    /// <param name="picture">The picture in R, G, B; its transparency is not looked at.</param>
    /// <param name="map">The map; scaled linearly to [0, 1] and resized bilinearly.</param>
    /// <param name="opacity">0 shows the picture alone, 1 the map alone.</param>
    /// <param name="geometry">How the map's input was cut from the picture: what the network did not see stays as it is; null where the map
    /// covers all of it.</param>
    /// <param name="colors">The colours; <see cref="ColorMap.OfMaps"/> by default.</param>
    /// <exception cref="InputException">The map is degenerate, or the opacity is not in [0, 1].</exception>
    public static void Write(
        Stream file, Picture picture, SaliencyMap map, double opacity = 0.5, ImageGeometry? geometry = null, ColorMap? colors = null)
    {
        if (!(opacity >= 0 && opacity <= 1))
            throw new InputException("The opacity of a heatmap is a number from 0 to 1.");
        if (!map.State.IsOk)
            throw new InputException($"The map cannot be drawn: it is {map.State}.");
        // Scaled before it is resized: resizing may not reach the extremes, and the colours should mean the map's own range.
        var placed = new PlacedMap(
            map.Normalize(), geometry ?? ImageGeometry.Identity(map.Height, map.Width), picture.Height, picture.Width);
        var (values, scale) = (new float[picture.Width], colors ?? ColorMap.OfMaps);
        ColourPng.Write(file, picture.Height, picture.Width, (y, row) =>
        {
            RowOf(picture, y).CopyTo(row);
            placed.Row(y, values);
            for (var x = 0; x < values.Length; x++)
                if (!float.IsNaN(values[x]))
                    Mix(row.AsSpan(Colours * x, Colours), scale[values[x]], opacity);
        });
    }

    /// <summary>A map alone as PNG, a value a pixel; scaled linearly to [0, 1], coloured by <see cref="ColorMap.OfMaps"/>.</summary>
    /// <param name="file">Receives the PNG.</param>
    /// <param name="map">The map; neither constant nor with values that are not finite.</param>
    public static void Write(Stream file, SaliencyMap map)
    {
        var (shown, scale) = (map.Normalize(), ColorMap.OfMaps);
        ColourPng.Write(file, map.Height, map.Width, (y, row) =>
        {
            for (var x = 0; x < map.Width; x++)
                (row[Colours * x], row[Colours * x + 1], row[Colours * x + 2]) = scale[shown[y, x]];
        });
    }

    /// <summary>A picture alone as PNG.</summary>
    /// <param name="file">Receives the PNG.</param>
    /// <param name="picture">The picture in R, G, B; its transparency is not looked at.</param>
    public static void Write(Stream file, Picture picture) =>
        ColourPng.Write(file, picture.Height, picture.Width, (y, row) => RowOf(picture, y).CopyTo(row));

    /// <summary>As <see cref="Write(Stream, Picture, SaliencyMap, double, ImageGeometry, ColorMap)"/>, of a picture that is still a
    /// file.</summary>
    /// <param name="picture">The file's bytes, in any format that <see cref="PictureFile"/> decodes.</param>
    /// <param name="map">The map.</param>
    /// <param name="opacity">0 shows the picture alone, 1 the map alone.</param>
    /// <param name="geometry">How the map's input was cut from the picture.</param>
    /// <param name="colors">The colours.</param>
    /// <returns>A PNG.</returns>
    /// <exception cref="InputException">The picture cannot be decoded, the map is degenerate, or the opacity is not in [0, 1].</exception>
    public static byte[] Compose(
        byte[] picture, SaliencyMap map, double opacity = 0.5, ImageGeometry? geometry = null, ColorMap? colors = null)
    {
        using var file = new MemoryStream();
        Write(file, PictureFile.Decode(picture, "The picture to lay a heatmap over"), map, opacity, geometry, colors);
        return file.ToArray();
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

    private static ReadOnlySpan<byte> RowOf(Picture picture, int y) =>
        picture.Pixels.AsSpan(Colours * picture.Width * y, Colours * picture.Width);

    private static void Mix(Span<byte> pixel, (byte Red, byte Green, byte Blue) above, double opacity)
    {
        byte Channel(byte under, byte over) => (byte)Math.Round(under * (1 - opacity) + over * opacity);
        (pixel[0], pixel[1], pixel[2]) =
            (Channel(pixel[0], above.Red), Channel(pixel[1], above.Green), Channel(pixel[2], above.Blue));
    }

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
