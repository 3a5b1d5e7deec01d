using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Reports.Files;

/// <summary>The tables of all numbers of a run, written from its store without having them all in memory: a method on a network at a
/// time.</summary>
/// <remarks>The same bytes as <see cref="ReportWriter"/> writes.</remarks>
internal static class TableExport
{
    /// <summary>The names of the tables.</summary>
    public static IReadOnlyList<string> Names =>
        [.. CsvExport.Tables.Select(t => t.Name), .. ReportParts.BinaryArtefacts().Select(a => a.Name)];

    /// <summary>Writes tables, each whole or not at all.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="directory">Where to; created if missing.</param>
    /// <param name="names">Which of <see cref="Names"/>; all if null.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval and of the plug-ins if null.</param>
    /// <param name="plugins">The plug-ins at hand; none if null.</param>
    /// <returns>The run's results without the numbers, with what a reader of the tables must know; and the files.</returns>
    /// <exception cref="InputException">There are no results, or not of this version.</exception>
    public static (RunResults Others, IReadOnlyList<string> Files) Write(
        string run, string directory, IReadOnlyCollection<string>? names = null, KnownMetrics? known = null,
        LoadedPlugins? plugins = null)
    {
        plugins ??= LoadedPlugins.None;
        known ??= KnownMetrics.Of(plugins.Sources);
        var asked = names ?? Names;
        try
        {
            return Written(run, directory, asked, known, plugins);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            // What can be read of a damaged store is found all at once.
            var saved = ResultStore.Load(run, plugins);
            return (saved, Write(RunTables.Of(saved, known), directory, asked));
        }
    }

    /// <summary>Writes some of the tables.</summary>
    /// <returns>The files that were written.</returns>
    internal static IReadOnlyList<string> Write(RunTables tables, string directory, IReadOnlyCollection<string> names)
    {
        Directory.CreateDirectory(directory);
        return
        [
            .. CsvExport.Tables.Where(t => names.Contains(t.Name) && CsvExport.Write(t, tables, directory)).Select(t => t.Name),
            .. ReportParts.BinaryArtefacts().Where(a => names.Contains(a.Name)).Select(a =>
            {
                AtomicFile.Write(Path.Combine(directory, a.Name), stream => a.Artefact.Render(tables, stream));
                return a.Name;
            }),
        ];
    }

    private static (RunResults, IReadOnlyList<string>) Written(
        string run, string directory, IReadOnlyCollection<string> names, KnownMetrics known, LoadedPlugins plugins)
    {
        var path = Path.Combine(run, RunFiles.Store);
        using var view = StoreView.Open(path);
        var info = ResultReader.ReadInfo(view.First, path);
        plugins.RequireFor(path, info.Plugins);
        var pieces = new ScorePieces(info, new WholeRows(view.First));
        pieces.ThrowIfUnnamed();
        var others = ResultReader.WithoutNumbers(info, new WholeRows(view.First), plugins.Sources);
        var files = Write(RunTables.Of(pieces, others, known), directory, names);
        return (pieces.Standing(others), files);
    }
}
