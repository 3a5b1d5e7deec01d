using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>The field <c>classNames</c> of a model.json: the names in the order of the classes, or the name of a text file with one a
/// line.</summary>
internal static class ClassNameList
{
    private const string Field = "classNames";

    /// <summary>The names; null where the field is absent or a mistake, which is noted.</summary>
    /// <param name="fields">The fields of the description.</param>
    /// <param name="folder">Where the text file lies; null where none is read.</param>
    public static IReadOnlyList<string>? Read(JsonFields fields, string? folder)
    {
        if (fields.Optional(Field) is not { } value)
            return null;
        var names = value.IsList ? value.OfLength(1).List(v => v.Text())
            : value.Text() is not { } file ? null
            : folder is null ? []
            : Lines(file, folder, fields);
        if (folder is not null && names is not null && (names.Count == 0 || names.Any(string.IsNullOrWhiteSpace)))
            fields.Mistake(Field, "every class has a name; a list of names, or the name of a text file with one a line, none empty.");
        return names;
    }

    private static IReadOnlyList<string>? Lines(string file, string folder, JsonFields fields)
    {
        try
        {
            return [.. InputFile.ReadLines(Path.GetFullPath(file, folder)).Select(line => line.Trim())];
        }
        catch (InputException error)
        {
            fields.Mistake(Field, error.Message);
            return null;
        }
    }
}
