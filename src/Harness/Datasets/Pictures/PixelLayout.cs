using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>How the pixels of one picture lie in the bytes of a larger file.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">1 for gray, 3 for R, G, B, 4 with an alpha that is dropped.</param>
/// <param name="Planes">Whether all values of a channel stand together.</param>
/// <param name="ValueSize">Bytes of a value, the lowest first; values are 0 to 255 whatever their size.</param>
/// <param name="IsSigned">Whether the highest bit of a value is its sign.</param>
internal sealed record PixelLayout(
    int Height, int Width, int Channels, bool Planes = false, int ValueSize = 1, bool IsSigned = false)
{
    /// <summary>Bytes of one picture.</summary>
    public long Length => (long)Height * Width * Channels * ValueSize;

    /// <summary>The picture in R, G, B; gray is repeated.</summary>
    /// <param name="stored">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">A value is not 0 to 255.</exception>
    public Picture Decode(byte[] stored, string name)
    {
        var pixels = new byte[3 * Height * Width];
        var plane = Height * Width;
        for (var i = 0; i < plane; i++)
            for (var c = 0; c < 3; c++)
            {
                var channel = Channels == 1 ? 0 : c;
                var value = stored.AsSpan((Planes ? channel * plane + i : i * Channels + channel) * ValueSize, ValueSize);
                // A sign makes any larger value one with other bytes than 0.
                if (value[1..].ContainsAnyExcept((byte)0) || (IsSigned && ValueSize == 1 && value[0] > sbyte.MaxValue))
                    throw new InputException($"{name}: the value of pixel {i} is not 0 to 255; save 8-bit pictures (uint8).");
                pixels[3 * i + c] = value[0];
            }
        return new Picture(pixels, Width, Height, 3);
    }
}
