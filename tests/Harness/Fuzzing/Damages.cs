using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VisEval.Core;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Breaks the bytes of a file; the same random numbers break the same thing.</summary>
internal static partial class Damages
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null", "true", "[]", "{}", "\"\"", "-1", "0", "1e400", "-0.0", "NaN", "Infinity", "2147483648", "1e308", "9223372036854775808",
            "\"\\u0000\"", "\"\\ud800\"", "\"../../x\"", "[[[[[[[[", "}", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "</",
            "'<f4'", "'|O'", "'>f8'", "(4294967296, 4294967296)", "(-1,)", "True", "()",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], [0], [0xEF, 0xBB, 0xBF],
    ];

    private static readonly uint[] OddNumbers = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 60000];

    /// <summary>One to three damages, each at a place of its own.</summary>
    public static byte[] Of(byte[] sound, byte[] other, RandomSource random)
    {
        var bytes = sound;
        for (var i = 1 + random.NextInt(3); i > 0; i--)
            bytes = One(bytes, other, random);
        return bytes;
    }

    private static byte[] One(byte[] bytes, byte[] other, RandomSource random)
    {
        if (bytes.Length < 8)
            return bytes;
        var at = random.NextInt(bytes.Length);
        return random.NextInt(8) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. other[random.NextInt(other.Length)..]],
            2 => [.. bytes[..at], .. bytes[random.NextInt(bytes.Length)..]],
            3 => [.. bytes[..at], .. Tokens[random.NextInt(Tokens.Length)], .. bytes[at..]],
            4 => Number(bytes, random),
            5 => Word(bytes, random),
            _ => Changed(bytes, random),
        };
    }

    private static byte[] Changed(byte[] bytes, RandomSource random)
    {
        byte[] copy = [.. bytes];
        for (var i = 1 + random.NextInt(4); i > 0; i--)
            copy[random.NextInt(copy.Length)] = (byte)random.NextInt(256);
        return copy;
    }

    // Sizes and offsets of binary files, in either order of bytes; most stand at the beginning.
    private static byte[] Number(byte[] bytes, RandomSource random)
    {
        byte[] copy = [.. bytes];
        var place = copy.AsSpan(random.NextInt(Math.Min(copy.Length, random.NextInt(2) == 0 ? 64 : copy.Length) - 4));
        var odd = OddNumbers[random.NextInt(OddNumbers.Length)];
        if (random.NextInt(2) == 0)
            BinaryPrimitives.WriteUInt32BigEndian(place, odd);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(place, odd);
        return copy;
    }

    // A number or a quoted text of a text file becomes something else.
    private static byte[] Word(byte[] bytes, RandomSource random)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var words = Words().Matches(text[..Math.Min(text.Length, 20_000)]);
        if (words.Count == 0)
            return Changed(bytes, random);
        var word = words[random.NextInt(words.Count)];
        var with = random.NextInt(4) == 0
            ? Encoding.ASCII.GetBytes(((long)OddNumbers[random.NextInt(OddNumbers.Length)] - 1).ToString(CultureInfo.InvariantCulture))
            : Tokens[random.NextInt(Tokens.Length)];
        return [.. bytes[..word.Index], .. with, .. bytes[(word.Index + word.Length)..]];
    }

    [GeneratedRegex("""-?\d+(\.\d+)?|"[^"\n]{0,80}"|'[^'\n]{0,80}'""")]
    private static partial Regex Words();
}
