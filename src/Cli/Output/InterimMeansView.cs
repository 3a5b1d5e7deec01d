using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>The means so far of a run that was stopped, on standard output. No resampling: it is written within the time that a stop may
/// take.</summary>
internal static class InterimMeansView
{
    private const int MetricsShown = 6;

    /// <summary>Writes a table a network: a row a method and a column a metric, for the metrics that have most numbers so far.</summary>
    public static void Write(RunResults results, CliHost host)
    {
        foreach (var table in InterimMeans.Of(results).Tables)
            Write(table, host);
    }

    private static void Write(InterimTable table, CliHost host)
    {
        // The columns with most numbers, in the order of the run.
        var shown = Enumerable.Range(0, table.Numbers.Count)
            .OrderByDescending(n => table.Rows.Sum(r => r.Means[n].Explanations)).Take(MetricsShown).Order().ToList();
        if (shown.Count == 0)
            return;
        host.Out.WriteLine($"Means so far, {table.Dataset}, {table.Model}, over all finished images:");
        Tables.Write(
            ["method", .. shown.Select(n => table.Numbers[n].Metric.Key)],
            [
                .. table.Rows.Where(r => shown.Any(n => r.Means[n].Value is not null))
                    .Select(r => (IReadOnlyList<string>)[r.Method.Key, .. shown.Select(n => NumberText.Score(r.Means[n].Value))]),
            ],
            [.. Enumerable.Range(1, shown.Count)], host);
    }
}
