using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>A descriptive interval in a table.</summary>
internal static class IntervalMarkup
{
    /// <summary>A cell: the ends, or why there are none.</summary>
    public static Markup Cell(DescriptiveInterval interval) => interval.Ends is { } ends
        ? Markup.Of($"""
            <td class="n" data-v="{NumberText.Exact(ends.Low)}">{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}</td>
            """)
        : Markup.Of($"""<td class="n" data-v=""><small>{interval.State.Text}</small></td>""");
}
