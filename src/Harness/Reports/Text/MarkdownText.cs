namespace VisEval.Harness.Reports.Text;

/// <summary>Text for Markdown: no foreign name breaks a table or becomes markup.</summary>
internal static class MarkdownText
{
    private const string Active = @"\|*_`[]~$";

    /// <summary>A name that is shown as it is, in one line.</summary>
    public static string Escape(string name) => string.Concat(VisibleText.InOneLine(name).Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        _ => Active.Contains(c, StringComparison.Ordinal) ? $@"\{c}" : c.ToString(),
    }));
}
