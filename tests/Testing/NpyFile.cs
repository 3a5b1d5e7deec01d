using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>Reads the reference arrays: NumPy .npy 1.0, little-endian float32, C order.</summary>
public static partial class NpyFile
{
    public static Tensor Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes[0] != 0x93 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw new InvalidDataException($"{path} is not a .npy file.");
        var length = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, length);
        if (bytes[6] != 1 || !header.Contains("'<f4'", StringComparison.Ordinal) || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"{path} is not .npy 1.0 with float32 in C order: {header}");
        int[] shape = [.. Numbers().Matches(Shape().Match(header).Value).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        return new Tensor(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray(), shape);
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
