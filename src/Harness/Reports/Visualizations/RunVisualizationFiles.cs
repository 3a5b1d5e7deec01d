using VisEval.Core;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Writes what a run shows of units and finds in layers.</summary>
/// <remarks>The folder visualizations with a PNG a picture and a sheet a network, visualizations.csv with a row a picture,
/// visualization-scores.csv and visualization-summary.csv as <c>visualize --metric</c> has them, and the folder findings with the tables
/// and pictures of <c>represent</c>. A run without has none of them. None holds a measured time.</remarks>
internal static class RunVisualizationFiles
{
    /// <summary>Writes them all.</summary>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="directory">Where to; must exist.</param>
    public static void Write(RunResults results, string directory)
    {
        var seed = Seed.Of(results.Info.Seed);
        List<(NetworkVisualizations Network, List<ShownPicture> Shown)> networks =
        [
            .. results.Visualizations.Select(n => (
                n, n.Pictures.Select(p => new ShownPicture(FileOf(n, p.Unit, p.Visualizer, p.Index), p)).ToList())),
        ];
        foreach (var (network, shown) in networks)
            VisualizationFiles.WritePictures(
                Path.Combine(directory, RunFiles.Visualizations), shown,
                PictureNames.Of(network.Dataset, network.Model, VisualizationFiles.Sheet));
        List<SummarizedPictures> measured =
        [
            .. networks.Where(n => n.Network.Scores is not null).Select(n => new SummarizedPictures(
                n.Network.Scores!, PictureSummary.Of(n.Network.Scores!, seed), (u, v, i) => FileOf(n.Network, u, v, i))),
        ];
        Put(RunFiles.VisualizationPictures, networks.Count > 0, () => CsvText.Of(
            ["dataset", "model", "control", "class", .. VisualizationFiles.PictureHeader],
            networks.SelectMany(n => n.Shown.Select(s => (string[])
            [
                n.Network.Dataset, n.Network.Model, s.Row.IsControl ? "true" : "false", Text.NumberText.Exact(s.Row.Class),
                .. VisualizationFiles.Row(s),
            ]))));
        Put(RunFiles.VisualizationScores, measured.Count > 0, () => PictureScoreFiles.Scores(measured));
        Put(RunFiles.VisualizationSummary, measured.Count > 0, () => PictureScoreFiles.Summary(measured));
        WriteFindings(results, Path.Combine(directory, RunFiles.Findings), seed);

        void Put(string name, bool isThere, Func<string> text)
        {
            var path = Path.Combine(directory, name);
            if (isThere)
                AtomicFile.Write(path, text());
            else
                File.Delete(path);
        }
    }

    private static void WriteFindings(RunResults results, string folder, Seed seed)
    {
        if (results.Findings.Count == 0)
            return;
        var files = new RepresentFiles(folder, seed);
        var several = results.Findings.Select(f => f.Dataset).Distinct().Count() > 1;
        foreach (var found in results.Findings)
            files.Write(several ? $"{found.Dataset}.{found.FileName}" : found.FileName, found.Findings, found.FileName);
        files.WriteColumns();
    }

    private static string FileOf(NetworkVisualizations network, string unit, string visualizer, int index) =>
        PictureNames.Of(network.Dataset, network.Model, PictureNames.Of(unit, visualizer, index));
}
