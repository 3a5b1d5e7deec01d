namespace VisEval.Harness.Reports.Html;

/// <summary>Drawings side by side.</summary>
internal static class Figures
{
    /// <summary>Svg elements written by us; nothing where there is none.</summary>
    /// <param name="drawings">Svg elements.</param>
    /// <param name="kind">The class of each figure, for example <c>wide</c>.</param>
    public static Markup Of(IEnumerable<string> drawings, string kind = "")
    {
        var figures = drawings.Select(svg => Markup.Of($"<figure class=\"{kind}\">{Markup.Trusted(svg)}</figure>\n")).ToList();
        return figures.Count == 0 ? Markup.Empty : Markup.Of($"<div class=\"charts\">\n{figures}</div>\n");
    }
}
