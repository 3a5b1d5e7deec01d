using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>The curves behind the faithfulness of the best methods and the controls.</summary>
[ReportSection("curves", 30, "Faithfulness curves", Link = "Curves")]
internal sealed class CurvesSection : IReportSection
{
    // What is drawn beyond this is in the folder plots.
    private const int Most = 6;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context.NotKept(Discard.Curves) ?? context.ByTable(t =>
    {
        var drawings = context.Drawings(t, ChartKind.Curves, m => m.Construct is Construct.Removal or Construct.Effects).ToList();
        return Markup.Of($"{Figures.Of(drawings.Take(Most))}{Markup.When(drawings.Count > Most, Rest)}");
    }).Under(Markup.Trusted("""
        <p class="note">The network's output as pixels are taken away or put back, the most relevant first: means over the explanations of
        the best eight methods (coloured) and of the controls (dashed grey). A steep curve beside a flat grey one is what a faithful map
        does.</p>

        """));

    private static Markup Rest { get; } = Markup.Trusted("<p class=\"note\">Curves of further metrics are in the folder plots.</p>\n");
}
