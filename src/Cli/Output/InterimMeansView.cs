using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>The means so far of a run that was stopped, on standard output: a table for each network. No resampling: it is written within
/// the time that a stop may take.</summary>
internal static class InterimMeansView
{
    private const int MetricsShown = 6;

    /// <summary>Writes a row a method and a column a metric, for the metrics that have most numbers so far.</summary>
    public static void Write(RunResults results, CliHost host, LoadedPlugins? plugins = null)
    {
        foreach (var table in InterimMeans.Of(results, KnownMetrics.Of((plugins ?? LoadedPlugins.None).Sources)).Tables)
            Write(table, host);
    }

    private static void Write(InterimTable table, CliHost host)
    {
        var shown = table.Numbers.Index()
            .Select(n => (n.Index, Number: n.Item, Explanations: table.Rows.Sum(row => row.Means[n.Index].Explanations)))
            .Where(n => n.Explanations > 0).OrderByDescending(n => n.Explanations).ThenBy(n => n.Index)
            .Take(MetricsShown).OrderBy(n => n.Index).ToList();
        var rows = table.Rows.Where(row => shown.Any(n => row.Means[n.Index].Explanations > 0)).ToList();
        if (rows.Count == 0)
            return;
        host.Out.WriteLine($"{table.Dataset}, {table.Model}: means so far");
        Tables.Write(
            ["method", "over", .. shown.Select(n => $"{n.Number.Metric.Name} {n.Number.Arrow}")],
            [
                .. rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Method.Key,
                    shown.Max(n => row.Means[n.Index].Explanations).ToString(CultureInfo.InvariantCulture),
                    .. shown.Select(n => NumberText.Score(row.Means[n.Index].Value)),
                ]),
            ],
            [.. Enumerable.Range(1, shown.Count + 1)], host);
    }
}
