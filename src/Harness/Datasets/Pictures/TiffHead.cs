using System.Buffers.Binary;
using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>What a TIFF says of its first picture, read before anything else looks at the file: a few bytes can claim any size.</summary>
/// <remarks>TIFF 6.0 (Adobe, 1992), section 2. No number is taken that asks for more bytes than the file has, and no field twice.</remarks>
internal sealed class TiffHead
{
    private const int EntryBytes = 12;
    private const int InlineBytes = 4;
    private const int Short = 3;
    private const int Long = 4;

    // Bytes of a value by type, from 1: byte, text, short, long, rational, then the same with signs, float, double, directory.
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

    private readonly Dictionary<int, long[]> _fields = [];

    private TiffHead()
    {
    }

    /// <summary>Columns as stored.</summary>
    public long Width => One(256, 0);

    /// <summary>Rows as stored.</summary>
    public long Height => One(257, 0);

    /// <summary>Bits of a value; 0 where channels differ.</summary>
    public long Bits => Many(258, 1) is var bits && bits.All(b => b == bits[0]) ? bits[0] : 0;

    /// <summary>How the values are packed.</summary>
    public long Compression => One(259, 1);

    /// <summary>What the values mean: 0 gray with white as 0, 1 gray, 2 red, green, blue.</summary>
    public long Meaning => One(262, -1);

    /// <summary>Values of a pixel.</summary>
    public long Samples => One(277, 1);

    /// <summary>Whether all values of a channel stand together.</summary>
    public bool HasPlanes => One(284, 1) == 2;

    /// <summary>Columns and rows of a tile; null for a picture in strips.</summary>
    public (long Width, long Height)? Tile => _fields.ContainsKey(322) ? (One(322, 0), One(323, 0)) : null;

    /// <summary>Rows of a strip.</summary>
    public long StripRows => Math.Clamp(One(278, Height), 1, Math.Max(1, Height));

    /// <summary>What the first value beyond gray or the three colours is: 0 unknown, 1 an opacity that the colours are multiplied by, 2 an
    /// opacity.</summary>
    public long Extra => One(338, 0);

    /// <summary>Whether values are whole numbers without a sign.</summary>
    public bool AreWhole => Many(339, 1).All(f => f == 1);

    /// <summary>Where its first row and column are seen.</summary>
    public SKEncodedOrigin Origin => One(274, 1) is >= 1 and <= 8 and var origin ? (SKEncodedOrigin)origin : SKEncodedOrigin.TopLeft;

    /// <summary>Whether a file is a TIFF.</summary>
    public static bool Holds(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>Width and height of the upright picture.</summary>
    public (int Width, int Height) Upright =>
        Origin >= SKEncodedOrigin.LeftTop ? ((int)Height, (int)Width) : ((int)Width, (int)Height);

    /// <summary>Reads it.</summary>
    /// <param name="file">The bytes of a file that <see cref="Holds"/> takes.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is damaged, or its picture is too large.</exception>
    public static TiffHead Of(ReadOnlySpan<byte> file, string path)
    {
        var head = new TiffHead();
        if (!head.Read(file))
            throw Damaged(path);
        if (!PictureLimits.Allow(head.Width, head.Height))
            throw new InputException($"{path}: {PictureLimits.Refusal(head.Width, head.Height)}");
        return head;
    }

    /// <summary>What is said of a damaged one.</summary>
    public static InputException Damaged(string path, Exception? why = null) =>
        new($"{path}: the picture is damaged; replace the file.", why!);

    private bool Read(ReadOnlySpan<byte> file)
    {
        var isLittle = file[0] == 'I';
        uint Number(ReadOnlySpan<byte> bytes) =>
            isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
        ushort Half(ReadOnlySpan<byte> bytes) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (file.Length < 8 || Number(file[4..]) is var start && start > file.Length - 2)
            return false;
        var (place, count) = ((int)start + 2, Half(file[(int)start..]));
        if (place + (long)count * EntryBytes > file.Length)
            return false;
        for (var i = 0; i < count; i++, place += EntryBytes)
        {
            var entry = file.Slice(place, EntryBytes);
            var (tag, type, values) = (Half(entry), Half(entry[2..]), Number(entry[4..]));
            // What a later version of the format adds has types of its own.
            if (type == 0 || type >= Sizes.Length)
                continue;
            var bytes = (long)values * Sizes[type];
            var from = bytes <= InlineBytes ? place + 8L : Number(entry[8..]);
            if (from + bytes > file.Length)
                return false;
            var found = new long[type is Short or Long ? values : 0];
            for (var v = 0; v < found.Length; v++)
                found[v] = type == Short ? Half(file[((int)from + 2 * v)..]) : Number(file[((int)from + 4 * v)..]);
            if (!_fields.TryAdd(tag, found))
                return false;
        }
        // The lengths of strips and tiles: a reader takes memory for one before it looks for its bytes.
        var length = file.Length;
        return Many(279, 0).Concat(Many(325, 0)).All(l => l <= length);
    }

    private long One(int tag, long missing) => Many(tag, missing)[0];

    private long[] Many(int tag, long missing) => _fields.GetValueOrDefault(tag) is { Length: > 0 } values ? values : [missing];
}
