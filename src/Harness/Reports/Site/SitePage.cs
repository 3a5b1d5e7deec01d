using VisEval.Core;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Harness.Reports.Site;

/// <summary>What the pages of a site share.</summary>
internal static class SitePage
{
    /// <summary>The name of the style sheet.</summary>
    public const string Css = "site.css";

    /// <summary>The name of the script.</summary>
    public const string Js = "site.js";

    private const int ShortHash = 12;

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="root">The way from its folder to that of the site: empty, or ending in a slash.</param>
    /// <param name="content">What stands on it.</param>
    public static string Of(string title, string root, Markup content) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{VisibleText.InOneLine(title)}</title>
        <link rel="stylesheet" href="{root}{Css}">
        </head>
        <body class="site">
        {content}
        <script src="{root}{Js}"></script>
        </body>
        </html>

        """).Source.ReplaceLineEndings("\n");

    /// <summary>The beginning of a bundle's hash, which leads to what is known of the bundle.</summary>
    public static Markup Hash(Bundle bundle, string root) => Markup.Of(
        $"""<a href="{root}index.html#b{bundle.Sha256}" title="{bundle.Sha256}"><code>{bundle.Sha256[..ShortHash]}</code></a>""");

    /// <summary>A number with its interval, in a cell that sorts by it.</summary>
    public static Markup Cell(SiteNumber? number, string classes = "")
    {
        if (number is null)
            return Markup.Of($"""<td class="n {classes}" data-v=""></td>""");
        var interval = number.Low is { } low && number.High is { } high
            ? Markup.Of($"<small>{NumberText.Score(low)} – {NumberText.Score(high)}</small>")
            : Markup.Empty;
        var best = number.IsBest ? "best" : "";
        // Where nearest to an ideal is best, it sorts by the distance.
        var key = NumberText.Exact(number.Info.Score.Ideal is { } ideal && number.Mean is { } mean ? Math.Abs(mean - ideal) : number.Mean);
        var shown = Markup.Of($"{NumberText.Score(number.Mean)}{interval}");
        return Markup.Of($"""<td class="n {classes} {best}" data-v="{key}" title="{Counted.Of(number.Images, "image")}">{shown}</td>""");
    }

    /// <summary>A head that sorts when it is pressed.</summary>
    /// <param name="title">What it says.</param>
    /// <param name="classes">Classes of the column.</param>
    /// <param name="isDown">Whether the first press puts the largest first.</param>
    public static Markup Head(Markup title, string classes, bool isDown) => Markup.Of(
        $"""<th scope="col" class="{classes}" data-first="{(isDown ? "down" : "up")}"><button type="button">{title}</button></th>""");
}
