namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A decoded picture: bytes row by row, the channels of a pixel side by side.</summary>
/// <param name="Pixels">height × width × channels bytes.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">3 for R, G, B; 1 for gray.</param>
public sealed record Picture(byte[] Pixels, int Width, int Height, int Channels)
{
    /// <summary>The opacity of every pixel, 255 where nothing shines through; null for a picture without transparency.</summary>
    public byte[]? Alpha { get; init; }

    /// <summary>The values of a file with 16 bits, 257 times those of <see cref="Pixels"/> but unrounded; null for other files.</summary>
    public ushort[]? Fine { get; init; }

    /// <summary>The value of one channel of one pixel.</summary>
    public byte this[int y, int x, int channel] => Pixels[(y * Width + x) * Channels + channel];

    /// <summary>The picture in gray: ITU-R 601 luma in 16-bit fixed point, (19595·R + 38470·G + 7471·B + 2¹⁵) / 2¹⁶,
    /// as in Pillow's mode L.</summary>
    public Picture ToGray() => new(Bytes.ToGray().Values, Width, Height, 1);

    /// <summary>The bytes.</summary>
    internal Raster<byte> Bytes => new(Pixels, Width, Height, Channels);
}
