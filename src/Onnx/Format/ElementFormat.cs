using System.Runtime.InteropServices;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>How elements of each type are stored.</summary>
internal static class ElementFormat
{
    /// <summary>Bits an element; null for types without a fixed size, and for those no file should hold.</summary>
    public static int? Bits(ElementType type) => (int)type switch
    {
        // Two- and four-bit numbers are packed into bytes.
        25 or 26 => 2,
        21 or 22 or 23 => 4,
        2 or 3 or 9 or >= 17 and <= 20 or 24 => 8,
        4 or 5 or 10 or 16 => 16,
        1 or 6 or 12 => 32,
        7 or 11 or 13 or 14 => 64,
        15 => 128,
        _ => null,
    };

    /// <summary>The elements from the field that the specification names for the type, little-endian.</summary>
    public static ReadOnlyMemory<byte> FromFields(TensorProto tensor, ElementType type) => (int)type switch
    {
        // A complex number is two entries of the field.
        1 or 14 => Bytes<float>([.. tensor.FloatData]),
        11 or 15 => Bytes<double>([.. tensor.DoubleData]),
        7 => Bytes<long>([.. tensor.Int64Data]),
        13 => Bytes<ulong>([.. tensor.Uint64Data]),
        12 => Bytes<uint>([.. tensor.Uint64Data.Select(v => unchecked((uint)v))]),
        6 => Bytes<int>([.. tensor.Int32Data]),
        // Small types are stored one entry to a 32-bit field; those under a byte already packed.
        4 or 5 or 10 or 16 => Bytes<ushort>([.. tensor.Int32Data.Select(v => unchecked((ushort)v))]),
        _ => tensor.Int32Data.Select(v => unchecked((byte)v)).ToArray(),
    };

    private static byte[] Bytes<T>(T[] values) where T : struct => MemoryMarshal.AsBytes<T>(values).ToArray();
}
