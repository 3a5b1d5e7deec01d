using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Page;

/// <summary>Whether relevance lies on the object: the best methods beside the controls.</summary>
[ReportSection("localization", 40, "Localization")]
internal sealed class LocalizationSection : IReportSection
{
    private const int Most = 4;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context
        .ByTable(t => Figures.Of(context.Drawings(t, ChartKind.Number).Take(Most)))
        .Under(Markup.Trusted("""
            <p class="note">How well maps find the annotated object: the best methods by rank and all controls, with intervals over
            images. A map of the centre finds objects in the centre, so a method must pass the controls at the bottom. Filled: the best;
            circles: ranked; diamonds: not ranked; squares: controls.</p>

            """));
}
