using System.Globalization;

namespace VisEval.Core;

/// <summary>A unit as written: <c>name</c>, <c>name@dialect</c>, <c>name:option=value,option=value</c>; round another unit <c>name:unit</c>
/// or <c>name:option=value:unit</c>.</summary>
/// <param name="Whole">All of it, for messages.</param>
/// <param name="Name">The name.</param>
/// <param name="Dialect">The dialect, or null.</param>
/// <param name="Rest">What follows the first colon; whether it is options or another unit too is for the unit to say.</param>
public sealed record UnitText(string Whole, string Name, string? Dialect, string Rest)
{
    /// <summary>The characters that a unit may have.</summary>
    public const int Longest = 2000;

    private const int Shown = 40;

    /// <summary>Splits a unit into its parts; whether they exist is for the catalogue to say.</summary>
    /// <exception cref="InputException">The text is longer than <see cref="Longest"/>.</exception>
    public static UnitText Parse(string text)
    {
        if (text.Length > Longest)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"'{text[..Shown]}…' has {text.Length} characters; a name with its options has at most {Longest}."));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var head = (colon < 0 ? text : text[..colon]).Trim();
        var at = head.IndexOf('@', StringComparison.Ordinal);
        return new UnitText(text, at < 0 ? head : head[..at], at < 0 ? null : head[(at + 1)..], colon < 0 ? "" : text[(colon + 1)..]);
    }

    /// <summary>The options in the order written.</summary>
    /// <exception cref="InputException">One is not written <c>option=value</c>.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Options => ParseOptions(Whole, Rest);

    /// <summary>The options of a unit round another, and the other; a name has no equals sign, so what has one before the next colon
    /// are options.</summary>
    /// <exception cref="InputException">There is no other unit.</exception>
    public (IReadOnlyList<KeyValuePair<string, string>> Options, string Inner) AroundAnother()
    {
        var colon = Rest.IndexOf(':', StringComparison.Ordinal);
        var first = colon < 0 ? Rest : Rest[..colon];
        var (options, inner) = first.Contains('=', StringComparison.Ordinal) ? (first, colon < 0 ? "" : Rest[(colon + 1)..]) : ("", Rest);
        return inner.Trim().Length > 0
            ? (ParseOptions(Whole, options), inner)
            : throw new InputException($"'{Whole}': {Name} goes round another unit; write {Name}:NAME or {Name}:option=value:NAME.");
    }

    internal static List<KeyValuePair<string, string>> ParseOptions(string whole, string options)
    {
        var parsed = new List<KeyValuePair<string, string>>();
        foreach (var option in options.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InputException($"'{whole}': '{option}' is not an option; write option=value, separated by commas.");
            parsed.Add(new(option[..equals].Trim(), option[(equals + 1)..].Trim()));
        }
        return parsed;
    }
}
