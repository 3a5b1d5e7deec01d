using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Page;

/// <summary>What must be known before the numbers: an unfinished run, a damaged store, runs that compare only in part.</summary>
[ReportSection("warnings", 5, "")]
internal sealed class WarningsSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context) => Markup.Join(RunWarnings.Of(context.Results).Select(warning => Markup.Of(
        $"""
        <p class="warning" role="note" style="background:var(--warn);color:var(--warnink);padding:12px 16px;border-radius:8px">{warning}</p>

        """)));
}
