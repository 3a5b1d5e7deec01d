using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>Explanations without a number, counted by the reason.</summary>
[ReportSection("states", 90, "Explanations without a number", Link = "Without a number")]
internal sealed class StatesSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var results = context.Results;
        var pooled = results.Scores.Count(s => s.State == IPooledMetric.OfOneImage);
        var groups = results.Scores.Where(s => !s.State.IsOk && s.State != IPooledMetric.OfOneImage)
            .GroupBy(s => (s.Cell.Dataset, s.Cell.Model, s.Cell.Method, s.Cell.Metric, s.Score, s.State.Text))
            .Select(g => (Count: g.Count(), Row: Markup.Of(
                $"""
                <tr><td>{g.Key.Dataset}</td><td>{g.Key.Model}</td><td>{g.Key.Method}</td><td>{g.Key.Metric}</td>
                <td>{g.Key.Score}</td><td>{g.Key.Text}</td><td class="n">{g.Count()}</td></tr>

                """)))
            .ToList();
        var total = groups.Sum(g => g.Count);
        var others = results.Scores.Count - pooled;
        return Markup.Of($"""
            {(groups.Count == 0 ? Markup.Of($"<p class=\"note\">None: all {others} numbers stand.</p>") : Markup.Of($"""
            <p class="note">{total} of {others} numbers do not exist and are in no mean: <code>degenerate</code>: the map is
            constant, empty or not finite;
            <code>undefined</code>: the metric does not apply to the image; <code>failed</code>: see the failures.</p>
            <details><summary>{RunText.Count(groups.Count, "line")}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="table">
            <table>
            <thead><tr><th>dataset</th><th>model</th><th>method</th><th>metric</th>
            <th>number</th><th>state</th><th class="n">explanations</th></tr></thead>
            <tbody>
            {groups.Select(g => g.Row)}</tbody></table></div></details>
            """))}
            {Markup.When(pooled > 0, Markup.Of($"""
            <p class="note">{pooled} more belong to numbers that exist over images only: no image alone could have them.</p>
            """))}
            {Remarks(results)}

            """);
    }

    // The same reason for many images is one line.
    private static Markup Remarks(RunResults results)
    {
        var groups = results.Remarks.GroupBy(r => (r.Dataset, r.Model, r.Method, r.State, r.Why))
            .Select(g => Markup.Of(
                $"""
                <tr><td>{g.Key.Dataset}</td><td>{g.Key.Model}</td><td>{g.Key.Method}</td>
                <td>{g.Key.State}</td><td>{g.Key.Why}</td><td class="n">{g.Count()}</td></tr>

                """))
            .ToList();
        return groups.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <details><summary>What their diagnosis found: {RunText.Count(groups.Count, "reason")}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="table">
                <table>
                <thead><tr><th>dataset</th><th>model</th><th>method</th><th>state</th>
                <th>why</th><th class="n">explanations</th></tr></thead>
                <tbody>
                {groups}</tbody></table></div></details>
                """);
    }
}
