using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Output;

/// <summary>The numbers of visualizers for a terminal: a line a number and visualizer.</summary>
internal static class PictureSummaryView
{
    /// <summary>Writes the table on standard error.</summary>
    public static void Write(IReadOnlyList<PictureSummaryRow> rows, CliHost host) => Tables.Write(
        ["visualizer", "value", "95 %", "units", "beside the controls"],
        [
            .. rows.GroupBy(r => (r.Metric, r.Number.Name)).SelectMany(g =>
                g.Select(Row).Prepend([$"{g.Key.Metric} {g.Key.Name} {g.First().Number.Arrow}", "", "", "", Chance(g.First())])),
        ],
        numbers: [1, 3], Consoles.ForError(host));

    private static string[] Row(PictureSummaryRow row) =>
    [
        $"  {row.Visualizer}", NumberText.Score(row.Value),
        row.Interval is { } i ? $"{NumberText.Score(i.Low)} … {NumberText.Score(i.High)}" : NumberText.None,
        row.Units.ToString(CultureInfo.InvariantCulture),
        string.Join("; ", Marks(row)),
    ];

    private static IEnumerable<string> Marks(PictureSummaryRow row)
    {
        if (row.Better.Count > 0)
            yield return $"better than {string.Join(", ", row.Better)}";
        if (row.Worse.Count > 0)
            yield return $"worse than {string.Join(", ", row.Worse)}";
        if (row.Without.Count > 0)
            yield return string.Join(", ", row.Without.Select(w => $"{w.Count} {w.State}"));
        if (row.WhyNoInterval is { } why)
            yield return $"no interval: {why}";
    }

    private static string Chance(PictureSummaryRow row) => row.Chance is { } chance ? $"by chance {NumberText.Score(chance)}" : "";
}
