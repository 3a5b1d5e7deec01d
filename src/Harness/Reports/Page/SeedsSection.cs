using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Reports.Page;

/// <summary>How much of the numbers of methods that draw is the draw of their seeds.</summary>
[ReportSection("seeds", 77, "How much is the draw", Link = "Draw")]
internal sealed class SeedsSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var panels = context.Leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Rows: Lines(t)))
            .Where(t => t.Rows.Count > 0).Select(t => (t.Item1, Table(t.Item1, t.Rows))).ToList();
        return panels.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <p class="note">These methods draw random numbers and made {context.Results.Info.Seeds ?? 1} maps of each explanation, each
                of another seed; an image's number is the mean over them. <b>Share of the seed</b>: of the variance of a single map's
                number, the part that is the draw and not the
                image. <b>Goes away</b>: the part of an interval's width that would go away with ever
                more seeds; only more images take away the rest. By number: image_variance, seed_variance in leaderboard.csv.</p>
                {Tabs.Of(panels)}
                """);
    }

    private static List<Line> Lines(LeaderboardTable table) =>
    [
        .. table.Rows.Select(row => new Line(row.Method.Key,
            [
                .. row.Cells.Zip(table.Numbers).Where(c => c.First.Draw?.SeedShare is not null)
                    .Select(c => (c.Second.Title, c.First.Draw!)).OrderByDescending(d => d.Item2.SeedShare),
            ]))
            .Where(l => l.Numbers.Count > 0),
    ];

    private static Markup Table(string title, IReadOnlyList<Line> lines) => Scroll.Of($"the draw, {title}", Markup.Of($"""
        <table class="board">
        <thead><tr><th class="m" scope="col">method</th><th class="n">numbers</th><th class="n">share of the seed<small>median</small></th>
        <th class="n">goes away<small>median</small></th><th>most in</th><th class="n">share of the seed</th>
        <th class="n">goes away</th></tr></thead>
        <tbody>
        {lines.Select(Row)}</tbody></table>
        """));

    private static Markup Row(Line line) => Markup.Of($"""
        <tr><th class="m" scope="row">{KeyText.Breakable(line.Method)}</th><td class="n">{line.Numbers.Count}</td>
        <td class="n">{Median(line, d => d.SeedShare)}</td><td class="n">{Median(line, d => d.WidthShare)}</td>
        <td>{KeyText.Breakable(line.Numbers[0].Title)}</td>
        <td class="n">{NumberText.Percent(line.Numbers[0].Draw.SeedShare!.Value)}</td>
        <td class="n">{NumberText.Percent(line.Numbers[0].Draw.WidthShare!.Value)}</td></tr>

        """);

    private static string Median(Line line, Func<DrawComponents, double?> of) =>
        NumberText.Percent(Quantile.Median([.. line.Numbers.Select(n => of(n.Draw)!.Value)]));

    /// <summary>A method with its numbers, that with the largest share of the seed first.</summary>
    private sealed record Line(string Method, IReadOnlyList<(string Title, DrawComponents Draw)> Numbers);
}
