using System.Text.Json;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>Opens JSON files that people write: comments and trailing commas are allowed.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The object a file holds; every mistake found in it is added to <paramref name="mistakes"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="mistakes">Where mistakes in fields go.</param>
    /// <exception cref="InputException">It is not JSON (with line and column), holds texts that cannot be read, or is not an
    /// object.</exception>
    public static JsonFields Parse(string path, ReadOnlyMemory<byte> content, Mistakes mistakes)
    {
        // Windows editors begin a file with a byte order mark, which the parser does not take.
        if (content.Span.StartsWith("\uFEFF"u8))
            content = content[3..];
        try
        {
            JsonTexts.Check(path, content.Span);
            var root = JsonDocument.Parse(content, Lenient).RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new InputException($"{path}: the file must hold a JSON object, written {{ … }}.");
            return new JsonFields(root, path, "", mistakes);
        }
        catch (JsonException exception)
        {
            var where = $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}";
            throw new InputException($"{path}: not valid JSON at {where}: {exception.Message.Split(" LineNumber:")[0]}", exception);
        }
    }
}
