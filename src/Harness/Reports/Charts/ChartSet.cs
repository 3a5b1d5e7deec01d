using System.Text;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Every plot of a run.</summary>
internal static class ChartSet
{
    /// <summary>By table: the mean curves, then time against faithfulness; then the agreement of the metrics, by model.</summary>
    public static IReadOnlyList<Chart> From(RunResults results, Leaderboard leaderboard, MetricBoard metrics)
    {
        var styles = MethodStyle.For(results.Info.Methods);
        var charts = new List<Chart>();
        var names = new HashSet<string>();

        void Add(string dataset, string? model, string title, bool isWide, ChartKind kind, string? metric, string svg) => charts.Add(new Chart(
            dataset, model, title, FileName($"{dataset} {model ?? "all"} {title}", names), isWide, kind, metric, svg));

        foreach (var (scope, table) in Scope.Of(results).Zip(leaderboard.Tables))
        {
            foreach (var (title, metric, canvas) in CurveChart.Draw(scope, table, styles))
                Add(table.Dataset, table.Model, title, canvas.Width > 1000, ChartKind.Curves, metric, canvas.Render($"c{charts.Count}"));
            if (CostChart.Draw(table, styles) is { } cost)
                Add(table.Dataset, table.Model, "time against faithfulness", cost.Width > 1000, ChartKind.Cost, null, cost.Render($"c{charts.Count}"));
        }
        foreach (var table in metrics.Tables)
            if (AgreementChart.Draw(table) is { } svg)
                Add(table.Dataset, table.Model, "agreement of the metrics", true, ChartKind.Agreement, null, svg);
        return charts;
    }

    // Keys hold characters that file systems or shells dislike; names that become equal are numbered.
    private static string FileName(string words, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var c in words)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' ? c : '-');
        var candidate = name.ToString();
        for (var number = 2; !taken.Add(candidate.ToLowerInvariant()); number++)
            candidate = $"{name}-{number}";
        return candidate + ".svg";
    }
}
