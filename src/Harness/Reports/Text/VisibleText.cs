using System.Globalization;
using System.Text;

namespace VisEval.Harness.Reports.Text;

/// <summary>Text of foreign names in which nothing acts unseen: characters that turn the direction of what follows, or control a terminal,
/// are shown by their number, as ⟨U+202E⟩.</summary>
internal static class VisibleText
{
    /// <summary>The text with every such character spelt out; tabs and line breaks stay.</summary>
    public static string Of(string text)
    {
        if (!IsAnyActing(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = Acts(c) ? shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩") : shown.Append(c);
        return shown.ToString();
    }

    /// <summary>The same in one line: tabs and line breaks are spaces.</summary>
    public static string InOneLine(string text) => Of(text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\v', ' '));

    // Pictures written as text are long.
    private static bool IsAnyActing(string text)
    {
        foreach (var c in text)
            if (Acts(c))
                return true;
        return false;
    }

    // The joiners of scripts that need them (U+200C, U+200D) stay.
    private static bool Acts(char c) => c is not ('\t' or '\r' or '\n' or '\f')
        && (char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C');
}
