using System.Buffers.Binary;
using SkiaSharp;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Small sound pictures in every format that is read, by format.</summary>
internal static class PictureSamples
{
    private const int Width = 9;
    private const int Height = 7;
    private const int Colours = 4;

    /// <summary>The formats with their files.</summary>
    public static IEnumerable<(string Format, IReadOnlyList<byte[]> Files)> All =>
    [
        ("PNG", [
            Encoded(SKEncodedImageFormat.Png, 100), TestPictures.Encode(TestPictures.Pattern(12, 5, 3), alpha: 90), .. Masks,
        ]),
        ("JPEG", [Encoded(SKEncodedImageFormat.Jpeg, 80), Encoded(SKEncodedImageFormat.Jpeg, 20)]),
        ("WebP", [Encoded(SKEncodedImageFormat.Webp, 60), Encoded(SKEncodedImageFormat.Webp, 100)]),
        ("GIF", [Gif(frames: 1), Gif(frames: 2)]),
        ("BMP", [Bmp(24), Bmp(8)]),
        ("TIFF", [
            new TiffFiles(Height, Width) { IsPacked = true }.Of(Values(255, 3)),
            new TiffFiles(Height, Width) { Bits = 16, Samples = 4, Extra = 2, Tile = 16, IsLittle = false }.Of(Values(65521, 4)),
            new TiffFiles(Height, Width) { HasPlanes = true }.Of(Values(251, 3)),
        ]),
    ];

    /// <summary>PNG files of numbers.</summary>
    public static IReadOnlyList<byte[]> Masks =>
    [
        PngFiles.WithValues(Values(65521), Height, Width, 0, 16, y => y % 5, interlaced: true),
        PngFiles.WithValues(Values(Colours), Height, Width, 3, 2, y => y % 5),
    ];

    private static ushort[] Values(int below, int samples = 1) =>
        [.. Enumerable.Range(0, samples * Width * Height).Select(i => (ushort)(i * 7919 % below))];

    private static byte[] Encoded(SKEncodedImageFormat format, int quality)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < Width * Height; i++)
            bitmap.SetPixel(i % Width, i / Width, new SKColor((uint)(i * 0x01030507) | 0xFF000000));
        using var file = bitmap.Encode(format, quality);
        return file.ToArray();
    }

    // Codes of three bits, from the lowest on: 4 clears the table, 5 ends. Cleared after every other pixel, it never needs four bits.
    private static byte[] Gif(int frames)
    {
        var codes = Values(Colours).Chunk(2).SelectMany(pair => pair.Select(v => (int)v).Prepend(4)).Append(5).ToList();
        var packed = new byte[(3 * codes.Count + 7) / 8];
        for (var bit = 0; bit < 3 * codes.Count; bit++)
            packed[bit / 8] |= (byte)((codes[bit / 3] >> bit % 3 & 1) << bit % 8);
        byte[] frame =
        [
            0x21, 0xF9, 4, 1, 0, 0, 3, 0, 0x2C, 0, 0, 0, 0, Width, 0, Height, 0, 0, 2, (byte)packed.Length, .. packed, 0,
        ];
        return
        [
            .. "GIF89a"u8, Width, 0, Height, 0, 0x81, 0, 0, .. Enumerable.Range(0, 3 * Colours).Select(i => (byte)(21 * i)),
            .. Enumerable.Repeat(frame, frames).SelectMany(f => f), 0x3B,
        ];
    }

    // Rows from the bottom up, each filled up to four bytes.
    private static byte[] Bmp(int bits)
    {
        var palette = bits == 8 ? Enumerable.Range(0, 4 * Colours).Select(i => (byte)(i % 4 == 3 ? 0 : 13 * i)).ToArray() : [];
        var stride = (Width * bits / 8 + 3) / 4 * 4;
        var head = new byte[54];
        "BM"u8.CopyTo(head);
        void Number(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(at), value);
        Number(2, head.Length + palette.Length + stride * Height);
        Number(10, head.Length + palette.Length);
        Number(14, 40);
        Number(18, Width);
        Number(22, Height);
        Number(26, 1 | bits << 16);
        Number(34, stride * Height);
        Number(46, bits == 8 ? Colours : 0);
        var values = bits == 8 ? Colours : 251;
        return [.. head, .. palette, .. Enumerable.Range(0, stride * Height).Select(i => (byte)(i % stride * 31 % values))];
    }
}
