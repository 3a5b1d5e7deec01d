using VisEval.Harness.Input;

namespace VisEval.Harness.Schemas;

/// <summary>What the reader of a file has asked of a value, over several readings: together, what the value may be.</summary>
internal sealed class JsonShape
{
    /// <summary>The types of JSON that are no object and no list: <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>.</summary>
    public SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The words that a text may be; empty for any text.</summary>
    public List<string> Words { get; } = [];

    /// <summary>The kind of units that a text names; null for another text.</summary>
    public string? Kind { get; set; }

    /// <summary>Whether dialect and options of the unit stand elsewhere.</summary>
    public bool IsBare { get; set; }

    /// <summary>The numbers that are allowed; null for any.</summary>
    public JsonBounds? Bounds { get; set; }

    /// <summary>The fields of an object, in the order asked for; null for no object.</summary>
    public Dictionary<string, JsonField>? Fields { get; set; }

    /// <summary>What any further field of the object holds; null where there is none.</summary>
    public JsonShape? Further { get; set; }

    /// <summary>What an item of a list is; null for no list.</summary>
    public JsonShape? Item { get; set; }

    /// <summary>The least number of items.</summary>
    public int? Least { get; set; }

    /// <summary>The largest number of items.</summary>
    public int? Most { get; set; }
}

/// <summary>A field of an object.</summary>
internal sealed class JsonField
{
    /// <summary>What it holds.</summary>
    public JsonShape Shape { get; } = new();

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; set; }

    /// <summary>The type and member that it becomes; null where nothing was said.</summary>
    public (Type Type, string Member)? Becomes { get; set; }
}
