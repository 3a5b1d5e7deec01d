using System.Buffers.Binary;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Reads PNG files of 16 bits a channel as they are; the decoder of all other pictures keeps 8 bits.</summary>
internal static class FinePng
{
    private const int Bytes = 2;

    // Channels by colour type: gray; red, green, blue; gray and opacity; red, green, blue and opacity.
    private static readonly Dictionary<byte, int> ChannelsOf = new() { [0] = 1, [2] = 3, [4] = 2, [6] = 4 };

    /// <summary>Whether a file is such a PNG.</summary>
    public static bool Holds(ReadOnlySpan<byte> file) =>
        PngHead.Of(file) is { Depth: 8 * Bytes } head && ChannelsOf.ContainsKey(head.ColourType);

    /// <summary>Its red, green and blue, and opacity where it has one; gray is repeated.</summary>
    /// <param name="file">The bytes of a file that <see cref="Holds"/> takes, of a size that <see cref="PictureLimits"/> allow.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is damaged.</exception>
    public static Raster<ushort> Read(byte[] file, string path)
    {
        var head = PngHead.Of(file)!.Value;
        var (width, height, channels) = ((int)head.Width, (int)head.Height, ChannelsOf[head.ColourType]);
        var values = new ushort[(long)width * height * channels];
        PngRows.Read(file, path, 8 * Bytes * channels, (row, place) =>
        {
            for (var i = 0; i < place.Columns * channels; i++)
                values[(place.Y * width + place.X + i / channels * place.Right) * channels + i % channels] =
                    BinaryPrimitives.ReadUInt16BigEndian(row[(i * Bytes)..]);
        });
        return Colour(new Raster<ushort>(values, width, height, channels));
    }

    private static Raster<ushort> Colour(Raster<ushort> stored) => stored.Channels switch
    {
        1 => stored.ToColour(),
        2 => new Raster<ushort>(stored.Channel(0), stored.Width, stored.Height, 1).With(stored.Channel(1)),
        _ => stored,
    };
}
