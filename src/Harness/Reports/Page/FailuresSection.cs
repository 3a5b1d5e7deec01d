using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>What went wrong, equal failures of several images in one line.</summary>
[ReportSection("failures", 100, "Failures")]
internal sealed class FailuresSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var failures = context.Results.Failures;
        if (failures.Count == 0)
            return Markup.Trusted("<p class=\"note\">None.</p>\n");
        var groups = failures.GroupBy(f => (f.Dataset, f.Model, f.Method, f.Metric, f.Error));
        return Markup.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="table"><table>
            <thead><tr><th>dataset</th><th>model</th><th>method</th><th>metric</th>
            <th class="n">times</th><th>first image</th><th>error</th></tr></thead>
            <tbody>
            {groups.Select(g => Markup.Of($"""
            <tr><td>{g.Key.Dataset}</td><td>{g.Key.Model}</td><td>{Shown(g.Key.Method)}</td><td>{Shown(g.Key.Metric)}</td>
            <td class="n">{g.Count()}</td><td>{Shown(g.First().Image)}</td><td><pre>{g.Key.Error}</pre></td></tr>

            """))}</tbody></table></div>

            """);
    }

    private static string Shown(string name) => name.Length == 0 ? NumberText.None : name;
}
