using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>What an explanation costs.</summary>
[ReportSection("cost", 60, "Cost")]
internal sealed class CostSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context
        .ByTable(t => t.Costs.Count == 0 || t.Rows.All(r => r.Cost is null) ? Markup.Empty : Table(t))
        .Under(Markup.Of($"""
            <p class="note">One explanation: the median of the measured repetitions, with their quartiles. Times are of the machine named
            below; passes are the same on every machine.{(context.Results.Info.Externals is null ? "" : OfCommands)}</p>

            """));

    private const string OfCommands =
        " The time of a command (external:…) is that of a call of one image, and has its start in it where it is started for each call; "
        + "the run itself gives a call several images. What passes and memory it takes is not known.";

    private static Markup Table(LeaderboardTable table) => Scroll.Of($"cost of {table.Dataset}, {table.ModelText}", Markup.Of($"""
        <table class="board">
        <thead><tr><th class="m" scope="col"><button type="button" class="sort">method</button></th>{table.Costs.Select(c => Markup.Of($"""
        <th class="n" scope="col" data-first="up"><button type="button" class="sort">{KeyText.Breakable(c.Key)}</button>
        <small>{c.Scores[0].Name}</small></th>
        """))}</tr></thead>
        <tbody>
        {table.Rows.Where(r => r.Cost is not null).OrderBy(r => r.Cost!.Milliseconds).Select(Row)}</tbody></table>
        """), "tall");

    private static Markup Row(LeaderboardRow row) => Markup.Of($"""
        <tr data-m="{row.Method.Key}" data-f="{(row.IsControl ? "" : row.Method.Family)}" data-g="{BoardTable.Group(row)}">
        <th class="m" scope="row" data-v="{row.Method.Key}">{KeyText.Breakable(row.Method.Key)}</th>
        {row.Cost!.Values.Select(v => Markup.Of($"""
        <td class="n" data-v="{NumberText.Exact(v?.Median)}">{NumberText.Cost(v?.Median)}{Markup.When(v is { Varies: true }, Markup.Of($"""
        <small>{NumberText.Cost(v?.Quartiles.Low)} – {NumberText.Cost(v?.Quartiles.High)}</small>
        """))}</td>
        """))}</tr>

        """);
}
