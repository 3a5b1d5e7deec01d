using System.Text.RegularExpressions;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>A method that a user gives a name: <c>NAME=VALUE</c>, <c>NAME@VERSION=VALUE</c>.</summary>
/// <param name="Name">The name; null where none is written.</param>
/// <param name="Version">The version that the user states; null for none.</param>
/// <param name="Value">What is named.</param>
internal sealed partial record GivenText(string? Name, string? Version, string Value)
{
    /// <summary>What a name may be.</summary>
    public const string Allowed = "letters, digits and . _ + -, the first a letter or digit";

    /// <summary>How results call it.</summary>
    public string Shown => Version is null ? Name! : $"{Name}@{Version}";

    /// <summary>Reads a text.</summary>
    public static GivenText Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new GivenText(match.Groups["name"].Value, match.Groups["version"] is { Success: true } v ? v.Value : null,
                match.Groups["value"].Value.Trim())
            : new GivenText(null, null, text.Trim());
    }

    /// <summary>A text as a name: what it may not have becomes a hyphen; null where nothing of it is left.</summary>
    public static string? NameOf(string text) =>
        NotInNames().Replace(text, "-").Trim('-', '.', '_', '+') is { Length: > 0 } name ? name : null;

    /// <summary>A mistake for every name that is given twice.</summary>
    public static IEnumerable<string> Twice(string option, IEnumerable<string> names) => names.GroupBy(n => n).Where(g => g.Count() > 1)
        .Select(g => $"{option}: the name '{g.Key}' is given {g.Count()} times; give each a name of its own.");

    [GeneratedRegex("^(?<name>[A-Za-z0-9][A-Za-z0-9._+-]*)(@(?<version>[A-Za-z0-9._+-]+))?=(?<value>.*)$", RegexOptions.Singleline)]
    private static partial Regex Pattern();

    [GeneratedRegex("[^A-Za-z0-9._+-]")]
    private static partial Regex NotInNames();
}
