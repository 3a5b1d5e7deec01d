namespace VisEval.Harness.Reports.Html;

/// <summary>Panels one below the other, each with a heading; tabs where scripts run.</summary>
internal static class Tabs
{
    public static Markup Of(IEnumerable<(string Title, Markup Content)> panels) => Markup.Of($"""
        <div class="group"><div class="tabs"></div>
        {panels.Select(p => Markup.Of($"""<div class="panel"><h3 class="tab">{p.Title}</h3>{"\n"}{p.Content}</div>{"\n"}"""))}</div>

        """);
}
