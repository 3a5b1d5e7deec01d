using VisEval.Harness.Reports;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>The means so far of a run that was stopped, on standard output. No resampling: it is written within the time that a stop may
/// take.</summary>
internal static class InterimMeansView
{
    private const int MetricsShown = 6;

    /// <summary>Writes a row a method and a column a metric, for the metrics that have most numbers so far.</summary>
    public static void Write(RunResults results, CliHost host)
    {
        var headlines = results.Info.Metrics.ToDictionary(m => m.Key, m => m.Scores[0].Name);
        var numbers = results.Scores
            .Where(s => s is { Value: not null, Cell.IsPooled: false } && headlines.GetValueOrDefault(s.Cell.Metric) == s.Score)
            .ToLookup(s => (s.Cell.Method, s.Cell.Metric), s => s.Value!.Value);
        var metrics = results.Info.Metrics.Select(m => m.Key)
            .Select(key => (Key: key, Count: numbers.Where(n => n.Key.Metric == key).Sum(n => n.Count())))
            .Where(m => m.Count > 0).OrderByDescending(m => m.Count).Take(MetricsShown).Select(m => m.Key).ToList();
        if (metrics.Count == 0)
            return;
        host.Out.WriteLine("Means so far, over all finished images and networks:");
        Tables.Write(
            ["method", .. metrics],
            [
                .. results.Info.Methods.Select(m => m.Key).Where(method => metrics.Any(metric => numbers[(method, metric)].Any()))
                    .Select(method => (IReadOnlyList<string>)[method, .. metrics.Select(metric => Mean(numbers[(method, metric)]))]),
            ],
            [.. Enumerable.Range(1, metrics.Count)], host);
    }

    private static string Mean(IEnumerable<double> values) => NumberText.Score(values.Any() ? values.Average() : null);
}
