using System.Buffers.Binary;
using System.IO.Compression;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Writes small TIFF files of every kind that is read, and of kinds that are not.</summary>
internal sealed record TiffFiles(int Height, int Width)
{
    private const int Short = 3;
    private const int Long = 4;

    /// <summary>Whether the lowest byte of a number comes first.</summary>
    public bool IsLittle { get; init; } = true;

    /// <summary>Bits of a value.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>0 gray from white, 1 gray, 2 red, green, blue.</summary>
    public int Meaning { get; init; } = 2;

    /// <summary>Values of a pixel.</summary>
    public int Samples { get; init; } = 3;

    /// <summary>What the last value is: 0 unknown, 1 and 2 opacity; null for a colour.</summary>
    public int? Extra { get; init; }

    /// <summary>Whether the values of a channel stand together.</summary>
    public bool HasPlanes { get; init; }

    /// <summary>Side of a tile; null for strips.</summary>
    public int? Tile { get; init; }

    /// <summary>Whether the parts are packed by Deflate.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Exif's number.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Fields in place of those that belong there; without values they are left out.</summary>
    public IReadOnlyDictionary<int, long[]> Instead { get; init; } = new Dictionary<int, long[]>();

    /// <summary>The file.</summary>
    /// <param name="values">height × width × samples values.</param>
    public byte[] Of(IReadOnlyList<ushort> values)
    {
        var (rows, columns) = (Tile ?? 3, Tile ?? Width);
        var parts = new List<byte[]>();
        for (var plane = 0; plane < (HasPlanes ? Samples : 1); plane++)
            for (var top = 0; top < Height; top += rows)
                for (var left = 0; left < Width; left += columns)
                    parts.Add(Packed(Part(values, plane, top, left, Tile ?? Math.Min(rows, Height - top), columns)));
        var fields = new SortedDictionary<int, long[]>
        {
            [256] = [Width],
            [257] = [Height],
            [258] = [.. Enumerable.Repeat((long)Bits, Samples)],
            [259] = [IsPacked ? 8 : 1],
            [262] = [Meaning],
            [274] = [Orientation],
            [277] = [Samples],
            [284] = [HasPlanes ? 2 : 1],
        };
        long[] lengths = [.. parts.Select(p => (long)p.Length)];
        long[] places = [.. parts.Select((_, i) => 8L + parts.Take(i).Sum(p => p.Length))];
        if (Tile is { } side)
            (fields[322], fields[323], fields[324], fields[325]) = ([side], [side], places, lengths);
        else
            (fields[273], fields[278], fields[279]) = (places, [rows], lengths);
        if (Extra is { } extra)
            fields[338] = [extra];
        foreach (var (tag, change) in Instead)
            if (change.Length > 0)
                fields[tag] = change;
            else
                fields.Remove(tag);
        var start = 8 + parts.Sum(p => p.Length);
        return [.. IsLittle ? "II*\0"u8 : "MM\0*"u8, .. Number(start, 4), .. parts.SelectMany(p => p), .. Directory(fields, start)];
    }

    private byte[] Directory(SortedDictionary<int, long[]> fields, int start)
    {
        var (entries, beyond) = (new List<byte>(Number(fields.Count, 2)), new List<byte>());
        var after = start + 2 + 12 * fields.Count + 4;
        foreach (var (tag, values) in fields)
        {
            var type = tag is 273 or 279 or 324 or 325 || values.Any(v => v > ushort.MaxValue) ? Long : Short;
            byte[] written = [.. values.SelectMany(v => Number(v, type == Short ? 2 : 4))];
            entries.AddRange([.. Number(tag, 2), .. Number(type, 2), .. Number(values.Length, 4)]);
            entries.AddRange(written.Length <= 4 ? [.. written, .. new byte[4 - written.Length]] : Number(after + beyond.Count, 4));
            if (written.Length > 4)
                beyond.AddRange(written);
        }
        return [.. entries, .. Number(0, 4), .. beyond];
    }

    // A tile is whole, whatever lies beyond the picture.
    private byte[] Part(IReadOnlyList<ushort> values, int plane, int top, int left, int rows, int columns)
    {
        var bytes = new List<byte>();
        for (var y = top; y < top + rows; y++)
            for (var x = left; x < left + columns; x++)
                for (var s = HasPlanes ? plane : 0; s < (HasPlanes ? plane + 1 : Samples); s++)
                    bytes.AddRange(Number(y < Height && x < Width ? values[(y * Width + x) * Samples + s] : 7, Bits / 8));
        return [.. bytes];
    }

    private byte[] Packed(byte[] part)
    {
        if (!IsPacked)
            return part;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(part);
        return packed.ToArray();
    }

    private byte[] Number(long value, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return IsLittle ? bytes[..length] : [.. bytes[..length].Reverse()];
    }
}
