using System.Text.Json;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>One JSON value that knows where it stands; reading it as the wrong kind is a mistake and gives null.</summary>
/// <remarks>What a reader asks of values is also what the schema of its file says: there the same reader reads a value that notes the
/// questions.</remarks>
internal class JsonValue(JsonElement element, string file, string path, Mistakes mistakes)
{
    /// <summary>Says which numbers the reader takes; it reports the others itself.</summary>
    public virtual JsonValue Within(JsonBounds bounds) => this;

    /// <summary>Says how many items the reader takes; it reports other numbers itself.</summary>
    public virtual JsonValue OfLength(int least, int? most = null) => this;

    /// <summary>Says which words the reader takes; it reports others itself.</summary>
    public virtual JsonValue Among(IEnumerable<string> words) => this;

    /// <summary>Says that the text names a unit.</summary>
    /// <param name="kind">The kind of its <see cref="UnitKindAttribute"/>.</param>
    /// <param name="isBare">Whether dialect and options stand elsewhere.</param>
    public virtual JsonValue Naming(string kind, bool isBare = false) => this;

    /// <summary>A text.</summary>
    public virtual string? Text() => element.ValueKind == JsonValueKind.String ? element.GetString() : Wrong<string>("a text");

    /// <summary>A finite number.</summary>
    public virtual double? Number() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : WrongValue<double>("a number");

    /// <summary>A whole number of 64 bits.</summary>
    public virtual long? Long() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : WrongValue<long>("an integer");

    /// <summary>A whole number of 32 bits.</summary>
    public virtual int? Integer() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : WrongValue<int>("an integer");

    /// <summary>true or false.</summary>
    public virtual bool? Flag() =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : WrongValue<bool>("true or false");

    /// <summary>A finite number; true is 1 and false is 0.</summary>
    public virtual double? NumberOrFlag() => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => Number(),
    };

    /// <summary>What one of several words stands for.</summary>
    public virtual T? Choice<T>(IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (element.ValueKind == JsonValueKind.String && choices.TryGetValue(element.GetString()!, out var choice))
            return choice;
        return WrongValue<T>(OneOf(choices.Keys));
    }

    /// <summary>One of several words.</summary>
    public virtual string? Word(IReadOnlyCollection<string> words)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        return text is not null && words.Contains(text) ? text : Wrong<string>(OneOf(words));
    }

    /// <summary>The items of a list; empty if it is none.</summary>
    public virtual IReadOnlyList<JsonValue> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
            Mistake($"{Shown} is not a list, written [ … ].");
        return element.ValueKind != JsonValueKind.Array
            ? []
            : [.. element.EnumerateArray().Select((item, i) => new JsonValue(item, file, $"{path}[{i}]", mistakes))];
    }

    /// <summary>The items of a list that are of the right kind.</summary>
    public IReadOnlyList<T> List<T>(Func<JsonValue, T?> read) where T : class => [.. Items().Select(read).OfType<T>()];

    /// <summary>The items of a list of numbers; an item of the wrong kind is a mistake and left out.</summary>
    public IReadOnlyList<T> Values<T>(Func<JsonValue, T?> read) where T : struct => [.. Items().Select(read).OfType<T>()];

    /// <summary>The fields of an object.</summary>
    public virtual JsonFields? Fields() =>
        element.ValueKind == JsonValueKind.Object
            ? new JsonFields(element, file, path, mistakes)
            : Wrong<JsonFields>("an object, written { … }");

    /// <summary>Whether the value is a text.</summary>
    public virtual bool IsText => element.ValueKind == JsonValueKind.String;

    /// <summary>Whether the value is an object.</summary>
    public virtual bool IsObject => element.ValueKind == JsonValueKind.Object;

    /// <summary>A text, number or flag as it would be written on the command line.</summary>
    public virtual string? Scalar() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => Wrong<string>("a text, a number, true or false"),
    };

    /// <summary>A mapping from names to values of one kind; empty if it is none.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(Func<JsonValue, T?> read) where T : class
    {
        var map = new Dictionary<string, T>();
        if (Fields() is { } fields)
            foreach (var name in fields.Names())
                if (fields.Optional(name) is { } value && read(value) is { } item)
                    map[name] = item;
        return map;
    }

    /// <summary>Whether the value is a list.</summary>
    public virtual bool IsList => element.ValueKind == JsonValueKind.Array;

    /// <summary>Whether the value is a list without items.</summary>
    public virtual bool IsEmptyList => element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0;

    /// <summary>Adds a mistake about this value.</summary>
    public void Mistake(string sentence) => mistakes.Add($"{file}: {path}: {sentence}");

    private string Shown => element.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : element.GetRawText();

    private static string OneOf(IEnumerable<string> words) => string.Join(" or ", words.Select(w => $"\"{w}\""));

    private T? Wrong<T>(string allowed) where T : class
    {
        Mistake($"{Shown} is not {allowed}.");
        return null;
    }

    private T? WrongValue<T>(string allowed) where T : struct
    {
        Mistake($"{Shown} is not {allowed}.");
        return null;
    }
}
