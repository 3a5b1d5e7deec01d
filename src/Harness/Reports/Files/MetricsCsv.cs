using System.Globalization;
using CsvHelper;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Files;

/// <summary>metrics.csv and agreement.csv: what the metrics are worth; UTF-8, RFC 4180, invariant culture.</summary>
/// <remarks>
/// metrics.csv has a row for every number and model. <c>verdict</c>: <c>separates</c>, <c>reversed</c>, <c>both-ways</c>, <c>cannot-tell</c> or <c>unknown</c>.
/// <c>ms</c> is the wall time of scoring one explanation, the only measured column; <c>passes_asked</c> and <c>passes_run</c> are sums over the
/// <c>scored</c> explanations. Time and passes are those of the metric and stand with each of its numbers: do not add them up over the numbers.
/// agreement.csv has a row for every pair of numbers; <c>variants</c>: the same number with other options or in another dialect.
/// </remarks>
public static class MetricsCsv
{
    private static readonly string[] Header =
    [
        "dataset", "model", "metric", "score", "family", "direction", "cells", "ok", "images", "methods", "separation", "low", "high", "separation_state",
        "verdict", "above", "below", "split_half", "reliability", "reliability_state", "scored", "ms", "passes_asked", "passes_run",
    ];

    private static readonly string[] AgreementHeader =
        ["dataset", "model", "metric", "score", "other_metric", "other_score", "methods", "tau", "state", "flips", "pairs", "variants"];

    /// <summary>The text of metrics.csv.</summary>
    public static string Render(MetricBoard board) => Text(Header, board.Tables.SelectMany(t => t.Rows.Select(r => (string[])
    [
        t.Dataset, t.Model, r.Number.Metric.Key, r.Number.Score.Name, r.Number.Metric.Family, Kebab.From(r.Number.Score.Direction.ToString()),
        Exact(r.Counts.Total), Exact(r.Counts.Ok), Exact(r.Images), Exact(r.Methods),
        Exact(r.Separation.Value), Exact(r.Interval?.Low), Exact(r.Interval?.High), r.Separation.State.Text, Kebab.From(r.Verdict.ToString()),
        Exact(r.Above), Exact(r.Below),
        Exact(r.SplitHalf.Value), Exact(r.Reliability.Value), r.Reliability.State.Text,
        Exact(r.Cost?.Cells), Exact(r.Cost?.MillisecondsEach), Exact(r.Cost?.Total.PassesAsked), Exact(r.Cost?.Total.PassesRun),
    ])));

    /// <summary>The text of agreement.csv.</summary>
    public static string RenderAgreement(MetricBoard board) => Text(AgreementHeader, board.Tables.SelectMany(t => t.Agreements.Select(a => (string[])
    [
        t.Dataset, t.Model, a.First.Metric.Key, a.First.Score.Name, a.Second.Metric.Key, a.Second.Score.Name,
        Exact(a.Methods), Exact(a.Tau.Value), a.Tau.State.Text, Exact(a.Flips), Exact(a.Pairs), a.AreVariants ? "true" : "false",
    ])));

    private static string Exact(double? value) => NumberText.Exact(value);

    private static string Text(string[] header, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true))
            foreach (var row in rows.Prepend(header))
                csv.WriteRecord(row);
        return text.ToString();
    }
}
