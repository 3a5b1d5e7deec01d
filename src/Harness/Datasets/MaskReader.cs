using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads a mask of dataset.json: the name of a file of two values, or an object that says what the stored values mean.</summary>
internal static class MaskReader
{
    private const int HighestValue = 65_535;

    private static readonly JsonBounds StoredValues = new(0, HighestValue);

    /// <summary>The mask, or null after its mistakes were noted.</summary>
    /// <param name="value">A text, or <c>{"file": …, "object": [values], "ignore": [values]}</c>; any other value is background.</param>
    public static IRegion? Read(JsonValue value)
    {
        if (!value.IsObject)
            return value.Text() is { } name ? new MaskFile(name) : null;
        if (value.Fields() is not { } fields)
            return null;
        fields.Of<ValueMask>().As("ignore", typeof(ValueMask), nameof(ValueMask.Ignored));
        var file = fields.Required("file")?.Text();
        var inside = Values(fields, "object", fields.Required("object"));
        var ignored = Values(fields, "ignore", fields.Optional("ignore"));
        foreach (var both in inside.Intersect(ignored))
            fields.Mistake("ignore", $"{both} is a value of the object as well; a value means one thing.");
        fields.Close();
        return file is null ? null : new ValueMask(file, inside, ignored);
    }

    private static IReadOnlyList<int> Values(JsonFields fields, string name, JsonValue? given)
    {
        var values = given?.Values(v => v.Within(StoredValues).Integer()) ?? [];
        foreach (var wrong in values.Where(v => !StoredValues.Allow(v)))
            fields.Mistake(name, $"{wrong} is no stored value; values are 0 to {HighestValue}.");
        return values;
    }
}
