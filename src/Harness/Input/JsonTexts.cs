using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>Whether the texts of a JSON file can be read: the parser takes bytes that are no UTF-8, halves of surrogate pairs and NUL, and
/// whoever asks for such a text, or opens a file of that name, fails.</summary>
internal static class JsonTexts
{
    /// <summary>Refuses the first text that cannot be read.</summary>
    /// <param name="path">What the file is called.</param>
    /// <param name="content">Its bytes, without a byte order mark.</param>
    /// <exception cref="InputException">There is one; says where.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void Check(string path, ReadOnlySpan<byte> content)
    {
        // What is not UTF-8 in comments counts too: the file has been damaged, or is in another encoding.
        if (!Utf8.IsValid(content))
            throw new InputException($"{path}: not valid UTF-8 at {Place(content, ValidLength(content))}. Save the file as UTF-8.");
        var reader = new Utf8JsonReader(content, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped
                && Refusal(ref reader) is { } why)
                throw new InputException($"{path}: {why} at {Place(content, (int)reader.TokenStartIndex)}.");
    }

    private static string? Refusal(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal)
                ? "a text holds the character \\u0000, which no name and no path can have,"
                : null;
        }
        catch (InvalidOperationException)
        {
            return "a text holds half of a surrogate pair (\\ud800 to \\udfff stand in pairs only),";
        }
    }

    private static int ValidLength(ReadOnlySpan<byte> content)
    {
        var index = 0;
        while (Rune.DecodeFromUtf8(content[index..], out _, out var length) == OperationStatus.Done)
            index += length;
        return index;
    }

    private static string Place(ReadOnlySpan<byte> content, int index)
    {
        var before = content[..index];
        return $"line {before.Count((byte)'\n') + 1}, column {index - before.LastIndexOf((byte)'\n')}";
    }
}
