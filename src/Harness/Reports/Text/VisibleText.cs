using VisEval.Core;

namespace VisEval.Harness.Reports.Text;

/// <summary>Text of foreign names in which nothing acts unseen: characters that turn the direction of what follows, or control a terminal,
/// are shown by their number, as ⟨U+202E⟩.</summary>
internal static class VisibleText
{
    /// <summary>The text with every such character spelt out; tabs and line breaks stay.</summary>
    public static string Of(string text) => Printable.Visible(text);

    /// <summary>The same in one line: tabs and line breaks are spaces.</summary>
    public static string InOneLine(string text) => Of(text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\v', ' '));
}
