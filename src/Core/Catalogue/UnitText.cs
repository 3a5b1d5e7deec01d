namespace VisEval.Core;

/// <summary>A unit as written: <c>name</c>, <c>name@dialect</c> or <c>name:option=value,option=value</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Dialect">The dialect, or null.</param>
/// <param name="Options">The options in the order written.</param>
public sealed record UnitText(string Name, string? Dialect, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>Splits a unit into its parts; whether they exist is for the catalogue to say.</summary>
    /// <exception cref="InputException">An option is not written <c>option=value</c>.</exception>
    public static UnitText Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var head = (colon < 0 ? text : text[..colon]).Trim();
        var at = head.IndexOf('@', StringComparison.Ordinal);
        return new UnitText(
            at < 0 ? head : head[..at],
            at < 0 ? null : head[(at + 1)..],
            colon < 0 ? [] : ParseOptions(text, text[(colon + 1)..]));
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
