using System.Globalization;
using System.IO.Compression;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results.Bundles;

/// <summary>Opens bundles, which come from anywhere: everything is checked against the manifest before it is read.</summary>
internal static class BundleReader
{
    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is no bundle, or what it holds is no run.</exception>
    /// <exception cref="DamagedBundleException">An entry is not what the manifest says, is missing, or is not in it.</exception>
    public static Bundle Read(string path)
    {
        var content = InputFile.Read(path);
        try
        {
            using var archive = Open(content);
            var manifest = BundleManifest.Read(BundleEntries.Manifest(archive));
            var entries = BundleEntries.Checked(archive, manifest);
            return new Bundle(Sha256.Of(content), manifest, Results(entries), BundleEntries.Of(entries, Bundle.ProvenanceName));
        }
        catch (DamagedBundleException error)
        {
            throw new DamagedBundleException([.. error.Errors.Select(e => $"'{path}' is damaged or was changed: {e}")]);
        }
        catch (InputException error)
        {
            throw new InputException([.. error.Errors.Select(e => $"'{path}': {e}")]);
        }
    }

    private static ZipArchive Open(byte[] content)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(content, writable: false));
            // The list of entries is read at the first question.
            _ = archive.Entries;
            return archive;
        }
        catch (InvalidDataException error)
        {
            throw new InputException(
                $"this is not a bundle, or it was cut short ({FaultText.Of(error)}). Get it again, or make one with 'viseval pack RUN'.",
                error);
        }
    }

    private static RunResults Results(Dictionary<string, byte[]> entries)
    {
        List<T> Rows<T>(BundleTable<T> table) => table.Read(BundleEntries.Of(entries, table.Name));
        List<T> Added<T>(BundleTable<T> table) => entries.ContainsKey(table.Name) ? Rows(table) : [];
        List<PredictionRow> Predictions() => PredictionRow.With(
            Rows(BundleTables.Predictions),
            Added(BundleTables.LabelProbabilities).DistinctBy(p => p.Of).ToDictionary(p => p.Of, p => p.Value));
        var info = RunInfoJson.FromText(Encoding.UTF8.GetString(BundleEntries.Of(entries, Bundle.Info)), Bundle.Info);
        var results = new RunResults(
            info, Rows(BundleTables.Scores), Rows(BundleTables.Curves), Predictions(), Rows(BundleTables.Timings),
            Rows(BundleTables.Failures), [], Added(BundleTables.Maps))
        {
            Shuffled = Rows(BundleTables.Shuffled),
            Seeds = Added(BundleTables.Seeds),
            Remarks = Rows(BundleTables.Remarks),
            MetricCosts = Rows(BundleTables.MetricCosts),
        };
        if (results.Scores.Concat(results.Shuffled.Select(s => s with { Cell = s.Cell.Shuffled() }))
                .GroupBy(s => (s.Cell, s.Score)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{BundleTables.Scores.Name} has {twice.Count()} rows of one number: {twice.Key}."));
        return results with { Warnings = CellCounts.Of(results).Warning is { } warning ? [warning] : [] };
    }
}

/// <summary>A bundle whose content is not what its manifest says.</summary>
internal sealed class DamagedBundleException(IReadOnlyList<string> errors) : InputException(errors);
