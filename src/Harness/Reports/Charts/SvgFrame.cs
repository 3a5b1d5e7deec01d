using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Charts;

/// <summary>The outer element of every drawing.</summary>
internal static class SvgFrame
{
    private const string Fonts = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>The opening tag.</summary>
    /// <param name="width">In svg units.</param>
    /// <param name="height">In svg units.</param>
    /// <param name="label">What it shows, for who cannot see it.</param>
    /// <param name="fixedWidth">Whether the drawing is not enlarged to the width of its place.</param>
    public static Markup Open(int width, int height, string label, bool fixedWidth = false)
    {
        var style = fixedWidth ? Markup.Of($" style=\"max-width:{width}px\"") : Markup.Empty;
        var size = Markup.Of($"""viewBox="0 0 {width} {height}" width="{width}" height="{height}"{style}""");
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{Markup.Trusted(Fonts)}" role="img" aria-label="{label}">
            """);
    }
}
