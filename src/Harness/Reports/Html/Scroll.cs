namespace VisEval.Harness.Reports.Html;

/// <summary>A box that scrolls by itself, so that the page never does sideways; reachable by keyboard.</summary>
internal static class Scroll
{
    /// <summary>A box around a table.</summary>
    /// <param name="label">What it holds, for who cannot see it.</param>
    /// <param name="content">The table.</param>
    /// <param name="kind">A further class, for example <c>tall</c>: no taller than the window, so that a head can stay in sight.</param>
    public static Markup Of(string label, Markup content, string kind = "") => Markup.Of($"""
        <div class="scroll {kind}" tabindex="0" role="region" aria-label="{label}">{content}</div>

        """);
}
