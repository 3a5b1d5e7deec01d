using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Page;

/// <summary>What restricts the methods that are shown, the same everywhere on the page.</summary>
internal static class Filters
{
    /// <summary>A bar of filters; only where scripts run.</summary>
    public static Markup Of(Leaderboard leaderboard)
    {
        var rows = leaderboard.Tables.SelectMany(t => t.Rows).DistinctBy(r => r.Method.Key).ToList();
        var families = rows.Where(r => !r.IsControl).Select(r => r.Method.Family).Distinct().Order(StringComparer.Ordinal);
        return Markup.Of($"""
            <div class="filters" role="group" aria-label="which methods are shown">
            <label>find <input type="search" data-filter="name" placeholder="method"></label>
            <label>family <select data-filter="family"><option value="">all</option>
            {families.Select(f => Markup.Of($"<option>{f}</option>"))}</select></label>
            <label><input type="checkbox" data-filter="refused" checked> not ranked</label>
            <label><input type="checkbox" data-filter="control" checked> controls</label>
            <output class="shown"></output>
            </div>

            """);
    }
}
