using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Output;

/// <summary>The numbers of visualizers for a terminal: a line a visualizer and number.</summary>
internal static class PictureSummaryView
{
    /// <summary>Writes the table on standard error.</summary>
    public static void Write(IReadOnlyList<PictureSummaryRow> rows, CliHost host) => Tables.Write(
        ["visualizer", "metric", "number", "", "value", "95 %", "units", "chance", "better than", "worse than", "no number"],
        [
            .. rows.Select(r => new[]
            {
                r.Visualizer, r.Metric, r.Number.Name, r.Number.Arrow, NumberText.Score(r.Value),
                r.Interval is { } i ? $"{NumberText.Score(i.Low)}…{NumberText.Score(i.High)}" : NumberText.None,
                r.Units.ToString(CultureInfo.InvariantCulture), r.Chance is null ? "" : NumberText.Score(r.Chance),
                string.Join(", ", r.Better), string.Join(", ", r.Worse), string.Join(", ", r.Without.Select(w => $"{w.Count} {w.State}")),
            }),
        ],
        numbers: [4, 6, 7], Consoles.ForError(host));
}
