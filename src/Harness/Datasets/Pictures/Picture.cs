namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A decoded picture: bytes row by row, the channels of a pixel side by side.</summary>
/// <param name="Pixels">height × width × channels bytes.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">3 for R, G, B; 1 for gray.</param>
public sealed record Picture(byte[] Pixels, int Width, int Height, int Channels)
{
    /// <summary>The value of one channel of one pixel.</summary>
    public byte this[int y, int x, int channel] => Pixels[(y * Width + x) * Channels + channel];

    /// <summary>The picture in gray: ITU-R 601 luma in 16-bit fixed point, (19595·R + 38470·G + 7471·B + 2¹⁵) / 2¹⁶,
    /// as in PIL's mode L.</summary>
    public Picture ToGray()
    {
        if (Channels == 1)
            return this;
        var gray = new byte[Width * Height];
        for (var i = 0; i < gray.Length; i++)
            gray[i] = (byte)((19595 * Pixels[3 * i] + 38470 * Pixels[3 * i + 1] + 7471 * Pixels[3 * i + 2] + 0x8000) >> 16);
        return new Picture(gray, Width, Height, 1);
    }

    /// <summary>The part that begins at a row and a column.</summary>
    public Picture Crop(int top, int left, int height, int width)
    {
        if (top == 0 && left == 0 && height == Height && width == Width)
            return this;
        var part = new byte[height * width * Channels];
        for (var y = 0; y < height; y++)
            Pixels.AsSpan(((top + y) * Width + left) * Channels, width * Channels).CopyTo(part.AsSpan(y * width * Channels));
        return new Picture(part, width, height, Channels);
    }
}
