using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Visualizations;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>The reports of a run.</summary>
/// <param name="Path">The path of report.html.</param>
/// <param name="Leaderboard">What all of them show.</param>
internal sealed record WrittenReport(string Path, Leaderboard Leaderboard);

/// <summary>Writes every report file of a run.</summary>
internal static class ReportWriter
{
    /// <summary>Writes the tables of <see cref="CsvExport"/>, the files of <see cref="RunVisualizationFiles"/>, every
    /// <see cref="IReportArtefact"/> and <see cref="IBinaryArtefact"/>, and plots/*.svg, each whole or not at all.</summary>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="directory">Where to; created if missing.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    /// <returns>What was written.</returns>
    public static WrittenReport WriteAll(RunResults results, string directory, KnownMetrics? known = null)
    {
        Directory.CreateDirectory(directory);
        // Tables of all numbers are written while the page is made.
        var tables = Task.Run(() =>
        {
            TableExport.Write(RunTables.Of(results, known ?? KnownMetrics.BuiltIn), directory, TableExport.Names);
            RunVisualizationFiles.Write(results, directory);
        });
        try
        {
            return new WrittenReport(Path.Combine(directory, RunFiles.Report), Page(results, directory, known));
        }
        finally
        {
            // Also where the page fails: no half of a table stays behind.
            tables.GetAwaiter().GetResult();
        }
    }

    private static Leaderboard Page(RunResults results, string directory, KnownMetrics? known)
    {
        var context = ReportContext.Of(results, known);
        var files = ReportParts.Artefacts();
        var texts = new string[files.Count];
        Parallel.For(0, files.Count, i => texts[i] = files[i].Artefact.Render(context));
        foreach (var (index, file) in files.Index())
            AtomicFile.Write(Path.Combine(directory, file.Name), texts[index]);
        foreach (var chart in context.Charts)
            AtomicFile.Write(Path.Combine(directory, RunFiles.Plots, chart.FileName), chart.Svg);
        return context.Leaderboard;
    }
}
