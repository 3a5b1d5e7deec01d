using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Html;

/// <summary>The tables and the plots that belong to them, a tab for each dataset and model.</summary>
internal static class LeaderboardSection
{
    public static Markup Render(RunResults results, Leaderboard leaderboard, IReadOnlyList<Chart> charts)
    {
        if (leaderboard.Tables.Count == 0)
            return Markup.Trusted("""<h2 id="leaderboard">Leaderboard</h2><p class="note">The run has no results.</p>""");
        var styles = MethodStyle.For(results.Info.Methods);
        return Markup.Of($"""
            <h2 id="leaderboard">Leaderboard</h2>
            <p class="note">Means with {Leaderboard.Level * 100} % intervals. <b>†</b> not better than the control <i>random</i> (paired by image).
            Under each number: its interval and mean on the column's own scale, growing to the right; the red tick is <i>random</i>.
            Green: the best method. Amber: a control that is better than every method. Hatched rows are controls.</p>
            {Tabs.Of(leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Panel(t, styles, charts))))}
            """);
    }

    private static Markup Panel(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles, IReadOnlyList<Chart> charts)
    {
        var board = new BoardTable(table, styles);
        var others = table.Numbers.Count(n => !n.IsHeadline);
        var own = charts.Where(c => c.Dataset == table.Dataset && c.Model == table.Model).ToList();
        return Markup.Of($"""
            {board.Render(headline: true)}{(others == 0 ? Markup.Empty : Markup.Of($"<details><summary>{RunText.Count(others, "further number")} of the same metrics</summary>{board.Render(headline: false)}</details>\n"))}<div class="charts">
            {own.Select(c => Markup.Of($"<figure{Markup.Trusted(c.IsWide ? " class=\"wide\"" : "")}>{Markup.Trusted(c.Svg)}</figure>\n"))}</div>
            """);
    }
}
