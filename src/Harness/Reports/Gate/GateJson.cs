using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using VisEval.Harness.Analysis.Gate;

namespace VisEval.Harness.Reports.Gate;

/// <summary>A comparison for programs; docs/compare.md describes every member.</summary>
internal static class GateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // Names of any script stay legible; what would be markup in a web page does not.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The text, ending in a line feed.</summary>
    public static string Render(GateReport report) => JsonSerializer.Serialize(
        new
        {
            Verdict = GateText.Word(report.Verdict),
            Sentence = GateText.Headline(report),
            Warning = GateText.Warning(report),
            report.Warnings,
            report.EndedEarly,
            report.Coverage,
            report.Baseline,
            report.Current,
            Policy = new
            {
                report.Policy.Margin,
                report.Policy.Alpha,
                report.Policy.Strict,
                Missing = report.Policy.MissingIsLost ? "lost" : "ignore",
            },
            Size = new { report.Size.Critical, report.Size.Tested, report.Size.Images, report.Size.Needed },
            Rows = report.Rows.Select(Row),
            Pooled = report.Pooled.Select(Pooled),
            report.Differences,
            report.NotCompared,
            States = report.States.Select(s => new
            {
                s.Dataset,
                s.Model,
                s.Method,
                s.Image,
                s.Target,
                Before = s.Old,
                Now = s.New,
                s.Metrics,
            }),
            Maps = new { NotCompared = report.Maps.Why, report.Maps.Rows },
            Runtime = new
            {
                NotCompared = report.Runtime.Why,
                Rows = report.Runtime.Rows.Select(r => new { r.Dataset, r.Model, r.Method, Before = r.Old, Now = r.New, r.Ratio }),
            },
        },
        Options) + "\n";

    private static object Row(GateRow row) => new
    {
        row.Cell.Dataset,
        Model = row.Cell.Model.Shown,
        Method = row.Cell.Method.Shown,
        Metric = row.Cell.Metric.Shown,
        Score = row.Cell.Score.Name,
        row.Images,
        row.Difference,
        row.Interval?.Low,
        row.Interval?.High,
        Verdict = GateText.Word(row.Verdict),
        Level = GateText.Word(row.Level),
        row.Reason,
        row.Margin,
        Before = row.Old,
        Now = row.New,
        PWorse = row.Worse,
        PBetter = row.Better,
        PEquivalent = row.Equivalent,
        row.ImagesToDecide,
        row.SmallestEffect,
        row.IsWorstCase,
        BaselineModel = row.Cell.Model.Old,
        BaselineMethod = row.Cell.Method.Old,
        BaselineMetric = row.Cell.Metric.Old,
        Counts = new
        {
            row.Changes.Better,
            row.Changes.Worse,
            row.Changes.Same,
            Lost = row.Lost.Count,
            row.Missing,
            row.NotRun,
            row.OtherClass,
        },
        Flipped = row.Changes.Flipped.Select(Pair),
        Losses = row.Changes.Losses.Select(Pair),
        Lost = row.Lost.Select(l => new { l.Image, l.Target, Before = l.Old, l.State }),
    };

    private static object Pooled(PooledRow row) => new
    {
        row.Cell.Dataset,
        Model = row.Cell.Model.Shown,
        Method = row.Cell.Method.Shown,
        Metric = row.Cell.Metric.Shown,
        Score = row.Cell.Score.Name,
        Explanations = row.Images,
        Before = row.Old,
        Now = row.New,
        row.Difference,
        PooledRow.State,
    };

    private static object Pair(PairedValue pair) => new { pair.Image, pair.Target, Before = pair.Old, Now = pair.New, pair.Gain };
}
