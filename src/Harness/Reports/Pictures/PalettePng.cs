using System.IO.Compression;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Pictures of few colours as PNG: one byte a pixel, which takes a third of what colours pixel by pixel take.</summary>
internal static class PalettePng
{
    /// <summary>The file.</summary>
    /// <param name="indices">The colour of every pixel, row-major.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="palette">At most 256 colours.</param>
    public static byte[] Encode(ReadOnlySpan<byte> indices, int height, int width, IReadOnlyList<(byte Red, byte Green, byte Blue)> palette)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                // Every row starts with its filter; none, as indices have no slope.
                zlib.WriteByte(0);
                zlib.Write(indices.Slice(y * width, width));
            }
        using var file = new MemoryStream();
        PngChunks.Begin(file, height, width, kind: 3);
        PngChunks.Write(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        PngChunks.Write(file, "IDAT"u8, pixels.ToArray());
        PngChunks.Write(file, "IEND"u8, []);
        return file.ToArray();
    }
}
