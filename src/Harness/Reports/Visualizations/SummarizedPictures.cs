using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>The numbers of the pictures of a network, with their means.</summary>
/// <param name="Scores">The numbers.</param>
/// <param name="Summary">Their means.</param>
/// <param name="FileOf">The file of a picture: unit, visualizer, which.</param>
internal sealed record SummarizedPictures(
    PictureScores Scores, IReadOnlyList<PictureSummaryRow> Summary, Func<string, string, int, string> FileOf)
{
    private readonly HashSet<(string Metric, string Score)> _measured =
        [.. Scores.Metrics.SelectMany(m => m.Value.Scores.Where(s => s.IsMeasured).Select(s => (m.Key, s.Name)))];

    /// <summary>Whether there are numbers that a rerun changes.</summary>
    public bool HasMeasured => _measured.Count > 0;

    /// <summary>The numbers that a rerun changes, or all others.</summary>
    public IEnumerable<PictureScoreRow> Rows(bool measured) =>
        Scores.Rows.Where(r => _measured.Contains((r.Metric, r.Score.Name)) == measured);
}
