using System.Globalization;
using System.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>Foreign names in lines of text: one that holds a line break, an escape sequence or a mark that turns the direction of writing
/// would change what stands around it.</summary>
internal static class PlainText
{
    private const char Unprintable = '�';

    /// <summary>A text in which every character that is not printed stands as �.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (IsPrinted(rune))
                plain.Append(rune.ToString());
            else
                plain.Append(Unprintable);
        return plain.ToString();
    }

    /// <summary>At most so many characters, the last of them … where some were cut off.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>Lines of at most so many characters, broken at spaces where there are any; those behind the first are indented by two
    /// more.</summary>
    public static IEnumerable<string> Wrapped(string text, int width)
    {
        var left = text.TrimStart(' ');
        var before = new string(' ', text.Length - left.Length);
        var indented = before + "  ";
        while (before.Length + left.Length > width)
        {
            var room = width - before.Length;
            var space = left.LastIndexOf(' ', room);
            var length = space > 0 ? space : room;
            yield return before + left[..length];
            (left, before) = (left[length..].TrimStart(' '), indented);
        }
        yield return before + left;
    }

    private static bool IsPrinted(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned);
}
