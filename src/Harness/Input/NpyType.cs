using System.Buffers.Binary;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>How one value of a .npy file is stored.</summary>
/// <param name="Size">Bytes a value.</param>
/// <param name="Read">Reads one value from the first bytes of a span.</param>
/// <param name="IsWhole">Whether values are whole numbers.</param>
/// <param name="IsSigned">Whether values may be negative.</param>
internal sealed record NpyType(int Size, NpyType.Reader Read, bool IsWhole = true, bool IsSigned = false)
{
    /// <summary>Reads one value.</summary>
    public delegate float Reader(ReadOnlySpan<byte> bytes);

    // The code after the byte order, as NumPy's array interface writes it.
    private static IReadOnlyDictionary<string, NpyType> Known { get; } = new Dictionary<string, NpyType>
    {
        ["f4"] = new(4, b => BinaryPrimitives.ReadSingleLittleEndian(b), false, true),
        ["f8"] = new(8, b => (float)BinaryPrimitives.ReadDoubleLittleEndian(b), false, true),
        ["b1"] = new(1, b => b[0] == 0 ? 0 : 1),
        ["u1"] = new(1, b => b[0]),
        ["u2"] = new(2, b => BinaryPrimitives.ReadUInt16LittleEndian(b)),
        ["u4"] = new(4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
        ["u8"] = new(8, b => BinaryPrimitives.ReadUInt64LittleEndian(b)),
        ["i1"] = new(1, b => (sbyte)b[0], IsSigned: true),
        ["i2"] = new(2, b => BinaryPrimitives.ReadInt16LittleEndian(b), IsSigned: true),
        ["i4"] = new(4, b => BinaryPrimitives.ReadInt32LittleEndian(b), IsSigned: true),
        ["i8"] = new(8, b => BinaryPrimitives.ReadInt64LittleEndian(b), IsSigned: true),
    };

    /// <summary>Finds the type of a descriptor such as <c>&lt;f4</c>.</summary>
    /// <exception cref="InputException">The type or its byte order is not supported.</exception>
    public static NpyType Parse(string descr, string name)
    {
        var code = descr.TrimStart('<', '>', '|', '=');
        if (!Known.TryGetValue(code, out var type))
            throw new InputException(
                $"'{name}' stores values of type '{descr}'; float32, float64, integers and bool can be read. Save x.astype('float32').");
        if (descr.StartsWith('>') && type.Size > 1)
            throw new InputException($"'{name}' stores big-endian values ('{descr}'); little-endian is needed. Save x.astype('<{code}').");
        return type;
    }
}
