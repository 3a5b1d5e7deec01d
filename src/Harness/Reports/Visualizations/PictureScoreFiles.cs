using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Writes the numbers of pictures: <c>scores.csv</c>, a row a number of a picture, a unit, or of all units; <c>summary.csv</c>, a
/// row a visualizer and number; <c>timings.csv</c>, the measured numbers, which alone change with a rerun.</summary>
public static class PictureScoreFiles
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
    /// <param name="fileOf">The file of a picture: unit, visualizer, which.</param>
    /// <returns>The paths, in order.</returns>
    public static IReadOnlyList<string> Write(
        string folder, PictureScores scores, IReadOnlyList<PictureSummaryRow> summary, Func<string, string, int, string> fileOf)
    {
        var measured = scores.Metrics.SelectMany(m => m.Value.Scores.Where(s => s.IsMeasured).Select(s => (m.Key, s.Name))).ToHashSet();
        bool IsMeasured(PictureScoreRow row) => measured.Contains((row.Metric, row.Score.Name));
        var files = new List<string>();
        Put("scores.csv", CsvText.Of(ScoreHeader, scores.Rows.Where(r => !IsMeasured(r)).Select(r => Row(scores, summary, r, fileOf))));
        Put("summary.csv", CsvText.Of(SummaryHeader, summary.Where(r => !r.Number.IsMeasured).Select(r => Row(scores, r))));
        if (measured.Count > 0)
            Put("timings.csv", CsvText.Of(ScoreHeader, scores.Rows.Where(IsMeasured).Select(r => Row(scores, summary, r, fileOf))));
        return files;

        void Put(string name, string text)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.Write(files[^1], text);
        }
    }

    private static string[] Row(
        PictureScores scores, IReadOnlyList<PictureSummaryRow> summary, PictureScoreRow row, Func<string, string, int, string> fileOf)
    {
        var score = row.Score;
        // A number of all units has the interval of the summary, which has no other row for it.
        var interval = score.Unit is not null ? null : summary.FirstOrDefault(
            s => (s.Visualizer, s.Metric, s.Number.Name) == (row.Visualizer, row.Metric, score.Name))?.Interval;
        return
        [
            scores.Dataset, scores.Network, row.Visualizer, row.Metric, score.Name,
            score is { Unit: { } unit, Picture: { } picture }
                ? fileOf(row.Another?.Unit ?? unit, row.Another?.Visualizer ?? row.Visualizer, picture)
                : "",
            score.Unit is { } named && scores.Classes.TryGetValue(named, out var target) ? NumberText.Exact(target) : "",
            score.Unit ?? "", NumberText.Exact(score.Picture), score.Layer ?? "", NumberText.Exact(score.Value), score.State.Text,
            NumberText.Exact(interval?.Low), NumberText.Exact(interval?.High),
        ];
    }

    private static string[] Row(PictureScores scores, PictureSummaryRow row) =>
    [
        scores.Dataset, scores.Network, row.Visualizer, row.IsControl ? "true" : "false", row.Metric, row.Number.Name,
        Core.Kebab.From(row.Number.Direction.ToString()), NumberText.Exact(row.Value), NumberText.Exact(row.Interval?.Low),
        NumberText.Exact(row.Interval?.High), NumberText.Exact(row.Units), NumberText.Exact(row.Chance),
        string.Join(' ', row.Better), string.Join(' ', row.Worse), string.Join(' ', row.Without.Select(w => $"{w.Count}×{w.State}")),
    ];
}
