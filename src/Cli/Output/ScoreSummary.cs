using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Cli.Output;

/// <summary>The means of the scores of maps, for a terminal: a line for each method and number.</summary>
internal static class ScoreSummary
{
    /// <summary>Writes the table on standard error.</summary>
    public static void Write(IReadOnlyList<Unit<IMetric>> metrics, IReadOnlyList<ScoreRow> scores, CliHost host) => Tables.Write(
        ["method", "metric", "number", "", "mean", "over", "no number"],
        [
            .. scores.GroupBy(s => (s.Cell.Method, s.Cell.Metric, s.Score))
                .Select(g => Row(g.Key.Method, g.Key.Metric, ArrowOf(metrics, g.Key.Metric, g.Key.Score), [.. g])),
        ],
        numbers: [4, 5], Consoles.ForError(host));

    // The number over all images stands for the mean where a metric has one.
    private static string[] Row(string method, string metric, string arrow, IReadOnlyList<ScoreRow> rows)
    {
        var images = rows.Where(r => !r.Cell.IsPooled).ToList();
        List<double> values = [.. images.Where(r => r.State.IsOk).Select(r => r.Value!.Value)];
        var pooled = rows.Where(r => r.Cell.IsPooled).Select(r => r.Value).ToList();
        var number = pooled.Count > 0 ? pooled[0] : values.Count > 0 ? values.Average() : null;
        var states = images.Where(r => !r.State.IsOk).GroupBy(r => r.State.Text).Select(g => $"{g.Count()} {g.Key}");
        return
        [
            method, metric, rows[0].Score, arrow, NumberText.Score(number), values.Count.ToString(CultureInfo.InvariantCulture),
            string.Join(", ", states),
        ];
    }

    private static string ArrowOf(IReadOnlyList<Unit<IMetric>> metrics, string metric, string score) =>
        metrics.First(m => m.Key == metric).Value.Scores.First(s => s.Name == score).Arrow;
}
