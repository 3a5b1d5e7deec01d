using VisEval.Core;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Writes the numbers of pictures: <c>scores.csv</c>, a row a number of a picture, a unit, or of all units; <c>summary.csv</c>, a
/// row a visualizer and number; <c>timings.csv</c>, the measured numbers, which alone change with a rerun.</summary>
internal static class PictureScoreFiles
{
    private static readonly string[] ScoreHeader =
    [
        "dataset", "model", "method", "metric", "score", "image", "target", "unit", "picture", "layer", "value", "state", "low", "high",
    ];

    private static readonly string[] SummaryHeader =
    [
        "dataset", "model", "method", "control", "metric", "score", "direction", "value", "low", "high", "units", "chance", "better_than",
        "worse_than", "states",
    ];

    /// <summary>Writes them all.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="scores">The numbers.</param>
    /// <param name="summary">Their means.</param>
    /// <returns>The paths, in order.</returns>
    public static IReadOnlyList<string> Write(string folder, PictureScores scores, IReadOnlyList<PictureSummaryRow> summary)
    {
        var network = new SummarizedPictures(scores, summary, PictureNames.Of);
        var files = new List<string>();
        Put("scores.csv", Scores([network]));
        Put("summary.csv", Summary([network]));
        if (network.HasMeasured)
            Put("timings.csv", CsvText.Of(ScoreHeader, network.Rows(measured: true).Select(r => Row(network, r))));
        return files;

        void Put(string name, string text)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.Write(files[^1], text);
        }
    }

    /// <summary>The numbers of several networks, without those that a rerun changes.</summary>
    internal static string Scores(IEnumerable<SummarizedPictures> networks) => CsvText.Of(
        ScoreHeader, networks.SelectMany(n => n.Rows(measured: false).Select(r => Row(n, r))));

    /// <summary>The means of several networks, without those that a rerun changes.</summary>
    internal static string Summary(IEnumerable<SummarizedPictures> networks) => CsvText.Of(
        SummaryHeader, networks.SelectMany(n => n.Summary.Where(r => !r.Number.IsMeasured).Select(r => Row(n.Scores, r))));

    private static string[] Row(SummarizedPictures network, PictureScoreRow row)
    {
        var (scores, score) = (network.Scores, row.Score);
        // A number of all units has the interval of the summary, which has no other row for it.
        var interval = score.Unit is not null ? null : network.Summary.FirstOrDefault(
            s => (s.Visualizer, s.Metric, s.Number.Name) == (row.Visualizer, row.Metric, score.Name))?.Interval;
        return
        [
            scores.Dataset, scores.Network, row.Visualizer, row.Metric, score.Name,
            score is { Unit: { } unit, Picture: { } picture }
                ? network.FileOf(row.Another?.Unit ?? unit, row.Another?.Visualizer ?? row.Visualizer, picture)
                : "",
            score.Unit is { } named && scores.Classes.TryGetValue(named, out var target) ? NumberText.Exact(target) : "",
            score.Unit ?? "", NumberText.Exact(score.Picture), score.Layer ?? "", NumberText.Exact(score.Value), score.State.Text,
            NumberText.Exact(interval?.Low), NumberText.Exact(interval?.High),
        ];
    }

    private static string[] Row(PictureScores scores, PictureSummaryRow row) =>
    [
        scores.Dataset, scores.Network, row.Visualizer, row.IsControl ? "true" : "false", row.Metric, row.Number.Name,
        Kebab.From(row.Number.Direction.ToString()), NumberText.Exact(row.Value), NumberText.Exact(row.Interval?.Low),
        NumberText.Exact(row.Interval?.High), NumberText.Exact(row.Units), NumberText.Exact(row.Chance),
        string.Join(' ', row.Better), string.Join(' ', row.Worse), string.Join(' ', [
            .. row.Without.Select(w => $"{w.Count}×{w.State}"),
            .. row.WhyNoInterval is { } why ? [$"interval:{why}"] : Array.Empty<string>(),
        ]),
    ];
}
