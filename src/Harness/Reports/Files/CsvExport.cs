using System.Globalization;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Files;

/// <summary>The CSV files of a run: UTF-8, RFC 4180 (lines end in CRLF), invariant culture, rows in the order of the plan.</summary>
internal static class CsvExport
{
    /// <summary>Writes scores.csv, shuffled.csv and seeds.csv where there are such numbers, timings.csv, failures.csv and remarks.csv, each
    /// whole or not at all.</summary>
    /// <remarks>In scores.csv the numbers of a method are followed by those over all images (image <c>*</c>, no target), where its metric
    /// pools images. Of a method that drew several maps, scores.csv has the mean over these, seeds.csv each, by seed.</remarks>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="directory">Where to; must exist.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    public static void Write(RunResults results, string directory, KnownMetrics? known = null)
    {
        var rows = RunTables.Of(results, known ?? KnownMetrics.BuiltIn);
        foreach (var table in Tables)
            Write(table, rows, directory);
    }

    /// <summary>A table.</summary>
    /// <param name="Name">The file's name.</param>
    /// <param name="Columns">Its header.</param>
    /// <param name="Rows">Its rows.</param>
    internal sealed record Table(string Name, string[] Columns, Func<RunTables, IEnumerable<string[]>> Rows)
    {
        /// <summary>Whether a run has it.</summary>
        public Func<RunTables, bool> IsIn { get; init; } = _ => true;

        /// <summary>Whether one that is there is of no use where a run has none: a run that was resumed with fewer seeds.</summary>
        public bool IsRemoved { get; init; }
    }

    /// <summary>The tables.</summary>
    internal static IReadOnlyList<Table> Tables { get; } =
    [
        new(RunFiles.Scores, ScoreColumns, t => t.Scores.Select(Fields)),
        new(RunFiles.Shuffled, ScoreColumns, t => t.Shuffled.Select(Fields)) { IsIn = t => t.Others.Info.Shuffled },
        new(RunFiles.Seeds, [.. ScoreColumns, "seed"], t => t.Seeds.Select(s => (string[])[.. Fields(s.Row), Text(s.Seed)]))
        {
            IsIn = t => t.Seeds.Any(),
            IsRemoved = true,
        },
        new(
            RunFiles.Timings,
            ["dataset", "model", "method", "repetition", "milliseconds", "forwards", "backwards", "megabytes"],
            t => t.Others.Timings.Concat(t.Others.Visualizations.SelectMany(TimingsOf)).Select(r => (string[])[
                r.Dataset, r.Model, r.Method, Text(r.Repetition), Text(r.Milliseconds), .. Inside(r)])),
        new(
            RunFiles.Failures,
            ["dataset", "model", "method", "metric", "image", "target", "error"],
            t => t.Others.Failures.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Metric, r.Image, Text(r.Target), r.Error])),
        new(
            RunFiles.Remarks,
            ["dataset", "model", "method", "image", "target", "state", "why"],
            t => t.Others.Remarks.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Image, Text(r.Target), r.State, r.Why])),
    ];

    /// <summary>Writes a table; whether the run has it.</summary>
    internal static bool Write(Table table, RunTables rows, string directory)
    {
        var path = Path.Combine(directory, table.Name);
        if (table.IsIn(rows))
        {
            AtomicFile.Write(path, stream => CsvText.Write(stream, table.Columns, table.Rows(rows)));
            return true;
        }
        if (table.IsRemoved)
            File.Delete(path);
        return false;
    }

    // What happens in another program nobody counts.
    private static string[] Inside(TimingRow r) => ForeignKey.IsCommand(r.Method)
        ? ["", "", ""]
        : [Text(r.Forwards), Text(r.Backwards), Text(r.PeakMegabytes)];

    // The repetitions of a visualizer are the units.
    private static IEnumerable<TimingRow> TimingsOf(NetworkVisualizations shown) => shown.Timings.Select(t => new TimingRow(
        shown.Dataset, shown.Model, t.Visualizer, t.Place, 1000 * t.Seconds, t.Forwards, t.Backwards, t.PeakBytes / 1e6));

    /// <summary>Writes scores as scores.csv has them: one number a row.</summary>
    public static void WriteScores(Stream stream, IEnumerable<ScoreRow> rows) =>
        CsvText.Write(stream, ScoreColumns, rows.Select(Fields));

    private static string[] ScoreColumns => ["dataset", "model", "method", "metric", "score", "image", "target", "value", "state"];

    private static string[] Fields(ScoreRow r) =>
    [
        r.Cell.Dataset, r.Cell.Model, r.Cell.Method, r.Cell.Metric, r.Score, r.Cell.Image,
        r.Cell.IsPooled ? "" : Text(r.Cell.Target), r.State.IsOk ? Text(r.Value) : "", r.State.Text,
    ];

    // The default format of a double is the shortest text that reads back as the same number.
    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
