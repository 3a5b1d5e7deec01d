using System.IO.Compression;
using System.Text;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results.Bundles;

/// <summary>A run as one file: a zip archive of run.json, provenance.json, the tables and a manifest with the hash of each.</summary>
/// <param name="Sha256">The hash of the whole file.</param>
/// <param name="Manifest">What is in it.</param>
/// <param name="Results">The run; without pictures, with few and small maps, and without numbers over several images, which
/// follow from the others.</param>
/// <param name="Provenance">The text of provenance.json.</param>
internal sealed record Bundle(string Sha256, BundleManifest Manifest, RunResults Results, byte[] Provenance)
{
    /// <summary>The name of the description of the run in a bundle.</summary>
    public const string Info = RunFiles.Info;

    /// <summary>The name of the provenance in a bundle.</summary>
    public const string ProvenanceName = "provenance.json";

    // The earliest that a zip archive can state: a bundle says nothing of when it was packed.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a run: the same run gives the same bytes.</summary>
    /// <param name="results">The run.</param>
    public static byte[] Pack(RunResults results)
    {
        var published = results with { Info = PublicInfo.Of(results.Concluded) };
        List<(string Name, byte[] Content)> entries =
        [
            (Info, Encoding.UTF8.GetBytes(RunInfoJson.ToText(published.Info))),
            (ProvenanceName, Bundles.Provenance.Of(published).Write()),
            Entry(BundleTables.Scores, results.Scores.Where(s => !s.Cell.IsPooled)),
            Entry(BundleTables.Shuffled, results.Shuffled),
            .. results.Seeds.Count > 0 ? [Entry(BundleTables.Seeds, results.Seeds)] : Array.Empty<(string, byte[])>(),
            Entry(BundleTables.Curves, results.Curves),
            Entry(BundleTables.Predictions, results.Predictions),
            Entry(
                BundleTables.LabelProbabilities,
                results.Predictions.Where(p => p.LabelProbability is not null)
                    .Select(p => ((p.Dataset, p.Model, p.Image), p.LabelProbability!.Value))),
            Entry(BundleTables.Timings, results.Timings),
            Entry(BundleTables.MetricCosts, results.MetricCosts),
            Entry(BundleTables.Failures, results.Failures),
            Entry(BundleTables.Remarks, results.Remarks),
            Entry(BundleTables.Maps, PublicMaps.Of(results)),
        ];
        var manifest = new BundleManifest(
            BundleManifest.CurrentFormat, ProgramVersion.Text, InputPixels: false,
            [.. entries.Select(e => new BundleEntry(e.Name, e.Content.LongLength, Input.Sha256.Of(e.Content)))]);
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries.Prepend((BundleManifest.Name, manifest.Write())))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Epoch;
                using var stream = entry.Open();
                stream.Write(content);
            }
        return file.ToArray();
    }

    private static (string, byte[]) Entry<T>(BundleTable<T> table, IEnumerable<T> rows) => (table.Name, table.Write(rows));
}
