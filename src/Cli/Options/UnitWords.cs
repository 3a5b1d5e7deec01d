using VisEval.Core;
using VisEval.Harness.Configuration;

namespace VisEval.Cli.Options;

/// <summary>What a shell offers behind the name of a unit: <c>grad-cam:</c>, <c>grad-cam:relu=</c>, <c>grad-cam:relu=true,</c>.</summary>
internal static class UnitWords
{
    /// <summary>What stands between a unit and its options.</summary>
    public const char BeforeOptions = ':';

    /// <summary>The words that begin with what is written and go on with an option, or with a value where these can be listed.</summary>
    /// <param name="catalogues">The units there are.</param>
    /// <param name="kind">What kind of unit is named.</param>
    /// <param name="word">What is written.</param>
    public static IReadOnlyList<string> Options(Catalogues catalogues, string kind, string word)
    {
        var colon = word.IndexOf(BeforeOptions, StringComparison.Ordinal);
        if (catalogues.EntryOf(kind, word[..colon].Split('@')[0]) is not { } entry)
            return [];
        var written = word[(colon + 1)..].Split(',');
        var done = word[..^written[^1].Length];
        if (written[^1].Split('=', 2) is [var name, _])
            return [.. Values(entry.Options.FirstOrDefault(o => o.Name == name)).Select(value => $"{done}{name}={value}")];
        var given = written.SkipLast(1).Select(w => w.Split('=')[0]).ToHashSet();
        return [.. entry.Options.Select(o => o.Name).Where(o => !given.Contains(o)).Select(o => $"{done}{o}=")];
    }

    private static IEnumerable<string> Values(OptionInfo? option) =>
        option is null ? []
        : (Nullable.GetUnderlyingType(option.Type) ?? option.Type) is { IsEnum: true } type
            ? Enum.GetNames(type).Select(value => Kebab.From(value))
        : option.Type == typeof(bool) ? ["true", "false"]
        : [];
}
