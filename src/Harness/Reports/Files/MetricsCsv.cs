using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>metrics.csv: every number of every metric, measured on every model.</summary>
/// <remarks>
/// <c>verdict</c>: <c>separates</c>, <c>reversed</c>, <c>both-ways</c>, <c>cannot-tell</c> or <c>unknown</c>. <c>ms</c> is the wall time of
/// scoring one explanation, the only measured column; <c>passes_asked</c> and <c>passes_run</c> are sums over the <c>scored</c>
/// explanations. Time and passes are those of the metric and stand with each of its numbers: do not add them up over the numbers.
/// <c>ideal</c> is the best value that the number can have, <c>minimum</c> and <c>maximum</c> its range, infinite where it has no end.
/// <c>seed_share</c>: the median over methods that drew several maps of the part of the variance that is the draw.
/// <c>reliability_low</c> and <c>reliability_high</c> are a bootstrap interval over <c>reliability_images</c>, descriptive.
/// </remarks>
[RunFile(RunFiles.Metrics)]
internal sealed class MetricsCsv : IReportArtefact
{
    private static readonly string[] Header =
    [
        "dataset", "model", "metric", "score", "family", "direction", "cells", "ok", "images", "methods", "separation", "low", "high",
        "separation_state", "verdict", "above", "below", "split_half", "reliability", "reliability_state", "scored", "ms", "passes_asked",
        "passes_run", "ideal", "minimum", "maximum", "seed_share", "reliability_low", "reliability_high", "reliability_images",
        "reliability_interval_state",
    ];

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Metrics);

    internal static string Render(MetricBoard board) => CsvText.Of(Header, board.Tables.SelectMany(t => t.Rows.Select(r => Fields(t, r))));

    private static string[] Fields(MetricTable table, MetricRow row) =>
    [
        table.Dataset, table.Model, row.Number.Metric.Key, row.Number.Score.Name, row.Number.Metric.Family,
        Kebab.From(row.Number.Score.Direction.ToString()),
        Exact(row.Counts.Total), Exact(row.Counts.Ok), Exact(row.Images), Exact(row.Methods),
        Exact(row.Separation.Value), Exact(row.Interval?.Low), Exact(row.Interval?.High), row.Separation.State.Text,
        Kebab.From(row.Verdict.ToString()), Exact(row.Above), Exact(row.Below),
        Exact(row.SplitHalf.Value), Exact(row.Reliability.Value), row.Reliability.State.Text,
        Exact(row.Cost?.Cells), Exact(row.Cost?.MillisecondsEach), Exact(row.Cost?.Total.PassesAsked), Exact(row.Cost?.Total.PassesRun),
        Exact(row.Number.Score.Best), Exact(row.Number.Score.Minimum), Exact(row.Number.Score.Maximum),
        Exact(row.SeedShare), Exact(row.ReliabilityInterval.Ends?.Low), Exact(row.ReliabilityInterval.Ends?.High),
        Exact(row.ReliabilityInterval.Images), row.ReliabilityInterval.State.Text,
    ];

    private static string Exact(double? value) => NumberText.Exact(value);
}
