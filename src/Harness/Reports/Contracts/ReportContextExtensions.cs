using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Contracts;

/// <summary>What several sections ask of a report.</summary>
internal static class ReportContextExtensions
{
    /// <summary>The drawings of a table.</summary>
    /// <param name="context">The report.</param>
    /// <param name="table">The table.</param>
    /// <param name="kind">The kind of drawing.</param>
    /// <param name="metrics">Of which metrics; all if null.</param>
    public static IEnumerable<string> Drawings(
        this ReportContext context, LeaderboardTable table, ChartKind kind, Func<MetricInfo, bool>? metrics = null)
    {
        var keys = metrics is null ? null : context.Results.Info.Metrics.Where(metrics).Select(m => m.Key).ToHashSet();
        return context.Charts
            .Where(c => c.Dataset == table.Dataset && c.Model == table.Model && c.Kind == kind)
            .Where(c => keys is null || c.Metric is { } metric && keys.Contains(metric)).Select(c => c.Svg);
    }

    /// <summary>A tab for each table that has something to show; empty where none has.</summary>
    public static Markup ByTable(this ReportContext context, Func<LeaderboardTable, Markup> panel)
    {
        var panels = context.Leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Content: panel(t)))
            .Where(p => p.Content != Markup.Empty).ToList();
        return panels.Count == 0 ? Markup.Empty : Tabs.Of(panels);
    }

    /// <summary>What stands in place of a section that needs what was not kept; null where all of it was.</summary>
    /// <param name="context">The report.</param>
    /// <param name="needed">What the section needs.</param>
    public static Markup? NotKept(this ReportContext context, Discard needed) =>
        (context.Results.Info.Discard & needed) is var missing && missing == Discard.None
            ? null
            : Markup.Of($"<p class=\"note\">Not kept (--discard): {missing.ToString().ToLowerInvariant()}.</p>\n");

    /// <summary>Markup after an introduction; nothing where the markup is empty.</summary>
    public static Markup Under(this Markup content, Markup introduction) =>
        content == Markup.Empty ? content : Markup.Of($"{introduction}{content}");
}
