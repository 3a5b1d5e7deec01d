using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>A picture large enough to look at.</summary>
internal static class Enlargement
{
    private const int Comfortable = 224;
    private const int Tiny = 128;

    /// <summary>A picture in R, G, B whose longer side is below 128: every pixel as a square of k×k pixels, k the smallest whole number
    /// that makes the shorter side at least 224. Others stay as they are.</summary>
    /// <remarks>Squares, not a smooth blend: small networks see exactly these pixels.</remarks>
    public static Picture ForPeople(Picture picture)
    {
        if (Math.Max(picture.Width, picture.Height) >= Tiny)
            return picture;
        var shorter = Math.Min(picture.Width, picture.Height);
        var factor = (Comfortable + shorter - 1) / shorter;
        var (width, height, channels) = (picture.Width * factor, picture.Height * factor, picture.Channels);
        var pixels = new byte[height * width * channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                picture.Pixels.AsSpan((y / factor * picture.Width + x / factor) * channels, channels)
                    .CopyTo(pixels.AsSpan((y * width + x) * channels));
        return new Picture(pixels, width, height, channels);
    }
}
