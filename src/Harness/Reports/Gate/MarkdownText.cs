using System.Text;

namespace VisEval.Harness.Reports.Gate;

/// <summary>Foreign names in Markdown: none becomes markup, breaks a table, or mentions a person or an issue.</summary>
internal static class MarkdownText
{
    private const string Marks = @"\`*_[]|~";

    /// <summary>A text that is shown as it is.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in PlainText.Of(text))
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '@' => "&#64;",
                '#' => "&#35;",
                _ when Marks.Contains(c, StringComparison.Ordinal) => $"\\{c}",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
