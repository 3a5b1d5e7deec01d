using System.Globalization;
using System.Text;

namespace VisEval.Core;

/// <summary>Text of a stranger's file made fit for a terminal.</summary>
public static class Printable
{
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
}
