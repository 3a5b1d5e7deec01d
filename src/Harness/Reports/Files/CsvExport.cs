using System.Globalization;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Input;
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
        var pooling = Pooling.Of(results, known ?? KnownMetrics.BuiltIn);
        AtomicFile.Write(Path.Combine(directory, RunFiles.Scores), stream => WriteScores(stream, pooling.WithPooled(results.Scores)));
        if (results.Info.Shuffled)
            AtomicFile.Write(Path.Combine(directory, RunFiles.Shuffled), stream => WriteScores(stream, results.Shuffled));
        if (results.Seeds.Count > 0)
            WriteFile(
                directory, RunFiles.Seeds, [.. ScoreColumns, "seed"],
                results.Seeds.Select(s => (string[])[.. Fields(s.Row), Text(s.Seed)]));
        else
            // A run that was resumed with fewer seeds.
            File.Delete(Path.Combine(directory, RunFiles.Seeds));
        WriteFile(directory, RunFiles.Timings,
            ["dataset", "model", "method", "repetition", "milliseconds", "forwards", "backwards", "megabytes"],
            results.Timings.Concat(results.Visualizations.SelectMany(TimingsOf)).Select(r => (string[])[
                r.Dataset, r.Model, r.Method, Text(r.Repetition), Text(r.Milliseconds), Text(r.Forwards), Text(r.Backwards),
                Text(r.PeakMegabytes)]));
        WriteFile(directory, RunFiles.Failures,
            ["dataset", "model", "method", "metric", "image", "target", "error"],
            results.Failures.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Metric, r.Image, Text(r.Target), r.Error]));
        WriteFile(directory, RunFiles.Remarks,
            ["dataset", "model", "method", "image", "target", "state", "why"],
            results.Remarks.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Image, Text(r.Target), r.State, r.Why]));
    }

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

    private static void WriteFile(string directory, string name, string[] header, IEnumerable<string[]> rows) =>
        AtomicFile.Write(Path.Combine(directory, name), stream => CsvText.Write(stream, header, rows));

    // The default format of a double is the shortest text that reads back as the same number.
    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
