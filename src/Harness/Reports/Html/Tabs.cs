namespace VisEval.Harness.Reports.Html;

/// <summary>Panels one below the other, each with a heading; tabs where scripts run.</summary>
internal static class Tabs
{
    /// <summary>Panels that change together with all others of the page that have the same title: what a network is chosen by.</summary>
    public static Markup Of(IEnumerable<(string Title, Markup Content)> panels) => Of("dataset and network", "", panels);

    /// <summary>Panels that change alone.</summary>
    /// <param name="label">What is chosen.</param>
    /// <param name="panels">Titles and contents.</param>
    public static Markup Alone(string label, IEnumerable<(string Title, Markup Content)> panels) => Of(label, "alone", panels);

    private static Markup Of(string label, string kind, IEnumerable<(string Title, Markup Content)> panels) => Markup.Of($"""
        <div class="group {kind}"><div class="tabs" role="tablist" aria-label="{label}"></div>
        {panels.Select(p => Markup.Of($"""<div class="panel"><h3 class="tab">{p.Title}</h3>{"\n"}{p.Content}</div>{"\n"}"""))}</div>

        """);
}
