using System.Globalization;

namespace VisEval.Harness.Input;

/// <summary>Fields of CSV files that a spreadsheet must not run as formulas.</summary>
/// <remarks>A text whose first visible character is one of <c>= + - @</c> (or its full-width form), and that is not a number, is written
/// with an apostrophe before it, as is every text that begins with an apostrophe. So a program reads every text back exactly:
/// an apostrophe at the beginning is never part of it. Numbers stay as they are.</remarks>
internal static class CsvField
{
    private const char Mark = '\'';
    private const string Formula = "=+-@＝＋－＠";

    /// <summary>The text as it stands in a file.</summary>
    public static string Protect(string text) =>
        text.Length > 0 && !char.IsAsciiLetterOrDigit(text[0]) && (text[0] == Mark || IsFormula(text)) ? Mark + text : text;

    /// <summary>The text behind a field of a file.</summary>
    public static string Restore(string field) => field.Length > 0 && field[0] == Mark ? field[1..] : field;

    // What spreadsheets pass over at the beginning of a cell differs; whatever cannot be seen is passed over here.
    private static bool IsFormula(string text)
    {
        var first = 0;
        while (first < text.Length && IsInvisible(text[first]))
            first++;
        return first < text.Length && Formula.Contains(text[first], StringComparison.Ordinal)
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
