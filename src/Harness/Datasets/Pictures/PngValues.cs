using System.Buffers.Binary;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The numbers a PNG file stores: palette indices, or gray levels. Decoders of pictures give the colours instead.</summary>
/// <remarks>One channel of 1, 2, 4, 8 or 16 bits, interlaced or not; see <see cref="PngRows"/>.</remarks>
/// <param name="Values">height × width numbers.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record PngValues(ushort[] Values, int Height, int Width)
{
    /// <summary>Whether a file is a PNG of palette indices or gray levels.</summary>
    public static bool CanRead(ReadOnlySpan<byte> file) => PngHead.Of(file) is { ColourType: 0 or 3 };

    /// <summary>Reads a file that <see cref="CanRead"/> takes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is damaged or too large.</exception>
    public static PngValues Read(byte[] file, string path)
    {
        var head = PngHead.Of(file)!.Value;
        if (head is { Width: > 0, Height: > 0 } && !PictureLimits.Allow(head.Width, head.Height))
            throw new InputException($"{path}: {PictureLimits.Refusal(head.Width, head.Height)}");
        if (head.Width == 0 || head.Height == 0 || head.Depth is not (1 or 2 or 4 or 8 or 16))
            throw new InputException($"{path}: a PNG of {head.Width}×{head.Height} pixels and {head.Depth} bits cannot be read.");
        var (width, depth) = ((int)head.Width, head.Depth);
        var values = new ushort[width * (int)head.Height];
        PngRows.Read(file, path, depth, (row, place) =>
        {
            for (var i = 0; i < place.Columns; i++)
                values[place.Y * width + place.X + i * place.Right] = depth == 16
                    ? BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..])
                    : (ushort)(row[i * depth / 8] >> (8 - depth - i * depth % 8) & (1 << depth) - 1);
        });
        return new PngValues(values, (int)head.Height, width);
    }
}
