using System.Globalization;
using System.Text;

namespace VisEval.Core;

/// <summary>Text of a stranger (of a file, of a plug-in, of another program) made fit for a terminal.</summary>
public static class Printable
{
    /// <summary>The text in which nothing acts unseen: every character that turns the direction of what follows, or controls a terminal,
    /// is shown by its number, as ⟨U+202E⟩; tabs and line breaks stay.</summary>
    public static string Visible(string text)
    {
        if (!IsAnyActing(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = Acts(c) ? shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩") : shown.Append(c);
        return shown.ToString();
    }

    /// <summary>The text with control characters and halves of surrogate pairs written out (\u001B), and its middle left out where it is
    /// too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters of it that are shown.</param>
    public static string Of(string text, int longest = 200)
    {
        var half = longest / 2;
        var shown = text.Length <= longest ? text : $"{text[..half]}…({text.Length} characters)…{text[^half..]}";
        if (shown.All(c => !char.IsControl(c) && !char.IsSurrogate(c)))
            return shown;
        var result = new StringBuilder();
        for (var i = 0; i < shown.Length; i++)
            if (i + 1 < shown.Length && char.IsSurrogatePair(shown, i))
                result.Append(shown, i++, 2);
            else if (char.IsControl(shown[i]) || char.IsSurrogate(shown[i]))
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)shown[i]:X4}");
            else
                result.Append(shown[i]);
        return result.ToString();
    }

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
