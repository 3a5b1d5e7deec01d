using System.Globalization;
using System.Text.Json;
using SkiaSharp;
using VisEval.Core;

namespace VisEval.Benchmarks.ManyPictures;

/// <summary>A dataset of small pictures: each a coloured ellipse at a place of its own, the same for the same number.</summary>
internal static class GeneratedPictures
{
    private const int Side = 64;
    private const int PerFolder = 1000;

    /// <summary>Writes the pictures and a dataset.json that lists them.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="count">How many.</param>
    /// <param name="classes">The classes, which the pictures are labelled with in turn.</param>
    public static void Write(string folder, int count, int classes)
    {
        Parallel.For(0, (count + PerFolder - 1) / PerFolder, part =>
        {
            Directory.CreateDirectory(Path.Combine(folder, Folder(part)));
            for (var i = part * PerFolder; i < Math.Min(count, (part + 1) * PerFolder); i++)
                File.WriteAllBytes(Path.Combine(folder, FileOf(i)), Picture(i));
        });
        var images = Enumerable.Range(0, count).Select(i => new { file = FileOf(i), labels = new[] { i % classes } });
        File.WriteAllText(Path.Combine(folder, "dataset.json"), JsonSerializer.Serialize(new { images }));
    }

    private static string Folder(int part) => part.ToString("000", CultureInfo.InvariantCulture);

    private static string FileOf(int image) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(image / PerFolder)}/{image:000000}.png");

    private static byte[] Picture(int number)
    {
        var random = Seed.Of(number).Random();
        SKColor Colour() => new((uint)random.NextInt(1 << 24) | 0xFF000000);
        using var surface = SKSurface.Create(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(Colour());
        using var paint = new SKPaint { Color = Colour() };
        surface.Canvas.DrawOval(random.NextInt(Side), random.NextInt(Side), 4 + random.NextInt(20), 4 + random.NextInt(20), paint);
        using var image = surface.Snapshot();
        using var file = image.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }
}
