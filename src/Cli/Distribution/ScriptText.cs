using System.CommandLine.Parsing;
using System.Globalization;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Distribution;

/// <summary>Texts that are written into scripts and manifests, where a line break ends a comment and begins a command.</summary>
internal static class ScriptText
{
    /// <summary>Why a text cannot stand in a script, a sentence; null where it can.</summary>
    /// <param name="what">What the text is: an option, a folder.</param>
    /// <param name="text">The text.</param>
    public static string? MistakeOf(string what, string text) => text.Any(IsBreaking)
        ? $"{what} '{VisibleText.InOneLine(text)}' holds a line break or another control character, which cannot be written into a "
            + "script; use a name without."
        : null;

    /// <summary>The mistakes of every word that a command was given.</summary>
    public static IEnumerable<string> MistakesOf(CommandResult given) => given.Children
        .SelectMany(child => child.Tokens.Select(token => MistakeOf(NameOf(child), token.Value))).OfType<string>();

    private static string NameOf(SymbolResult child) => child switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "",
    };

    // YAML ends a line at the separators of Unicode as well.
    private static bool IsBreaking(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
