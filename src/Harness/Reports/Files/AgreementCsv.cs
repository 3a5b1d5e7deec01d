using VisEval.Harness.Analysis;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>agreement.csv: how far every pair of numbers agrees.</summary>
/// <remarks><c>variants</c>: the same number with other options or in another dialect. <c>low</c> and <c>high</c>: a bootstrap interval for
/// τ over the <c>images</c> that both numbers have, descriptive.</remarks>
[RunFile(RunFiles.Agreement)]
internal sealed class AgreementCsv : IReportArtefact
{
    private static readonly string[] Header =
    [
        "dataset", "model", "metric", "score", "other_metric", "other_score", "methods", "tau", "state", "flips", "pairs", "variants",
        "low", "high", "images", "interval_state",
    ];

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Metrics);

    internal static string Render(MetricBoard board) =>
        CsvText.Of(Header, board.Tables.SelectMany(t => t.Agreements.Select(a => Fields(t, a))));

    private static string[] Fields(MetricTable table, Agreement agreement) =>
    [
        table.Dataset, table.Model,
        agreement.First.Metric.Key, agreement.First.Score.Name, agreement.Second.Metric.Key, agreement.Second.Score.Name,
        NumberText.Exact(agreement.Methods), NumberText.Exact(agreement.Tau.Value), agreement.Tau.State.Text,
        NumberText.Exact(agreement.Flips), NumberText.Exact(agreement.Pairs), agreement.AreVariants ? "true" : "false",
        NumberText.Exact(agreement.Interval.Ends?.Low), NumberText.Exact(agreement.Interval.Ends?.High),
        NumberText.Exact(agreement.Interval.Images), agreement.Interval.State.Text,
    ];
}
