using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>SHA-256 hashes as they are written in manifests: 64 lower-case hexadecimal digits.</summary>
internal static class Sha256
{
    /// <summary>The hash of bytes in memory.</summary>
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The hash of numbers, as the bytes they are in memory and in a .npy file: 32 bits each, the lowest byte first.</summary>
    public static string Of(ReadOnlySpan<float> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));

    /// <summary>The hash of a file.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        using var stream = InputFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Whether a text is such a hash.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
