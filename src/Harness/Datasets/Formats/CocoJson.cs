using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Fields of COCO's JSON, which has more of them than are read here: what is missing or of another kind is null.</summary>
internal static class CocoJson
{
    /// <summary>Ids: numbers by size, before texts in ordinal order.</summary>
    public static readonly IComparer<string?> IdOrder = Comparer<string?>.Create((a, b) =>
        (long.TryParse(a, out var x), long.TryParse(b, out var y)) switch
        {
            (true, true) => x.CompareTo(y),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(a, b),
        });

    /// <summary>The document of a file.</summary>
    /// <exception cref="InputException">It cannot be read, is not JSON, or no object.</exception>
    public static JsonDocument Open(string path)
    {
        ReadOnlyMemory<byte> content = InputFile.Read(path);
        try
        {
            content = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
            JsonTexts.Check(path, content.Span);
            var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new InputException($"{path}: the file must hold a JSON object with images, annotations and categories.");
        }
        catch (JsonException exception)
        {
            throw new InputException($"{path}: {FaultText.Of(exception)}.", exception);
        }
    }

    /// <summary>The objects of a list at the top.</summary>
    /// <exception cref="InputException">There is no such list.</exception>
    public static IEnumerable<JsonElement> Items(JsonDocument json, string name, string path) =>
        json.RootElement.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : throw new InputException(
                $"{path}: the list \"{name}\" is missing; COCO's instances have images, annotations and categories.");

    /// <summary>An id, a number or a text, as text.</summary>
    public static string? Id(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;

    /// <summary>A text.</summary>
    public static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a mark is 1 or true.</summary>
    public static bool IsSet(JsonElement item, string name) => item.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetDouble() == 1));

    /// <summary>Width and height, where both are whole numbers from 1 on.</summary>
    public static (int Width, int Height)? Size(JsonElement item) =>
        Whole(item, "width") is { } width && Whole(item, "height") is { } height ? (width, height) : null;

    /// <summary>A list of finite numbers.</summary>
    public static double[]? Numbers(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Numbers(value) : null;

    /// <summary>A value that is a list of finite numbers.</summary>
    public static double[]? Numbers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new double[value.GetArrayLength()];
        var i = 0;
        foreach (var item in value.EnumerateArray())
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out numbers[i]) || !double.IsFinite(numbers[i++]))
                return null;
        return numbers;
    }

    private static int? Whole(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number) && number > 0
            ? number
            : null;
}
