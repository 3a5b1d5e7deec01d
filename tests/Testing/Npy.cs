using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace VisEval.Tests.Testing;

/// <summary>Reads the arrays of reference numbers: NPY version 1.0, little-endian float32 or int64, C order.</summary>
public sealed partial record Npy(float[] Values, int[] Shape)
{
    public static Npy Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (Encoding.Latin1.GetString(bytes, 0, 8) != "\u0093NUMPY\u0001\0")
            throw new InvalidDataException($"'{path}' is not an NPY file of version 1.0.");
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = Header().Match(Encoding.Latin1.GetString(bytes, 10, start - 10));
        if (!header.Success)
            throw new InvalidDataException($"'{path}' holds neither float32 nor int64 in C order.");
        int[] shape = [.. header.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(int.Parse)];
        var width = header.Groups["type"].Value == "<f4" ? 4 : 8;
        var values = new float[(bytes.Length - start) / width];
        for (var i = 0; i < values.Length; i++)
        {
            var item = bytes.AsSpan(start + i * width, width);
            values[i] = width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(item) : BinaryPrimitives.ReadInt64LittleEndian(item);
        }
        return new Npy(values, shape);
    }

    /// <summary>Part <paramref name="index"/> of the first axis.</summary>
    public float[] Item(int index)
    {
        var length = Values.Length / Shape[0];
        return Values[(index * length)..((index + 1) * length)];
    }

    [GeneratedRegex(@"'descr': '(?<type><f4|<i8)', 'fortran_order': False, 'shape': \((?<shape>[\d, ]*)\)")]
    private static partial Regex Header();
}
