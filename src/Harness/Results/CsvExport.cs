using System.Globalization;
using CsvHelper;

namespace VisEval.Harness.Results;

/// <summary>The CSV files of a run: UTF-8, RFC 4180 (lines end in CRLF), header, invariant culture, rows in the order of the plan.</summary>
public static class CsvExport
{
    /// <summary>Writes scores.csv, timings.csv, failures.csv and remarks.csv, each whole or not at all.</summary>
    public static void Write(RunResults results, string directory)
    {
        WriteFile(directory, RunFiles.Scores,
            ["dataset", "model", "method", "metric", "score", "image", "target", "value", "state"],
            results.Scores.Select(r => (string[])[
                r.Cell.Dataset, r.Cell.Model, r.Cell.Method, r.Cell.Metric, r.Score, r.Cell.Image, Text(r.Cell.Target),
                r.State.IsOk ? Text(r.Value) : "", r.State.Text]));
        WriteFile(directory, RunFiles.Timings,
            ["dataset", "model", "method", "repetition", "milliseconds", "forwards", "backwards", "megabytes"],
            results.Timings.Select(r => (string[])[
                r.Dataset, r.Model, r.Method, Text(r.Repetition), Text(r.Milliseconds), Text(r.Forwards), Text(r.Backwards), Text(r.PeakMegabytes)]));
        WriteFile(directory, RunFiles.Failures,
            ["dataset", "model", "method", "metric", "image", "target", "error"],
            results.Failures.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Metric, r.Image, Text(r.Target), r.Error]));
        WriteFile(directory, RunFiles.Remarks,
            ["dataset", "model", "method", "image", "target", "state", "why"],
            results.Remarks.Select(r => (string[])[r.Dataset, r.Model, r.Method, r.Image, Text(r.Target), r.State, r.Why]));
    }

    private static void WriteFile(string directory, string name, string[] header, IEnumerable<string[]> rows) =>
        AtomicFile.Write(Path.Combine(directory, name), stream =>
        {
            using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            foreach (var row in rows.Prepend(header))
                csv.WriteRecord(row);
        });

    // The default format of a double is the shortest text that reads back as the same number.
    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
