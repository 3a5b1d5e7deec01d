using VisEval.Core;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>The numbers of the pictures that visualizers made of units of one network.</summary>
/// <param name="Dataset">The name of the natural pictures; empty for none.</param>
/// <param name="Network">The name of the network.</param>
/// <param name="Metrics">The metrics with their options.</param>
/// <param name="Rows">The numbers, by visualizer and metric.</param>
/// <param name="Chances">What pictures that say nothing get, by metric and name of the number, where it is known.</param>
/// <param name="Classes">The class of every unit that is one.</param>
/// <param name="Failures">What kept a metric from a number, sentences.</param>
internal sealed record PictureScores(
    string Dataset,
    string Network,
    IReadOnlyList<Unit<IVisualizationMetric>> Metrics,
    IReadOnlyList<PictureScoreRow> Rows,
    IReadOnlyDictionary<(string Metric, string Score), double> Chances,
    IReadOnlyDictionary<string, int> Classes,
    IReadOnlyList<string> Failures)
{
    /// <summary>The numbers of several measurements together, in their order.</summary>
    /// <param name="dataset">The name of the natural pictures.</param>
    /// <param name="network">The name of the network.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="measurements">What was measured, by visualizer and metric.</param>
    /// <param name="classes">The class of every unit that is one.</param>
    public static PictureScores Of(
        string dataset, string network, IReadOnlyList<Unit<IVisualizationMetric>> metrics,
        IReadOnlyList<PictureMeasurement> measurements, IReadOnlyDictionary<string, int> classes) => new(
            dataset, network, metrics,
            [.. measurements.SelectMany(RowsOf)],
            measurements.SelectMany(m => m.Chances.Select(c => (Key: (m.Metric, c.Key), c.Value))).DistinctBy(c => c.Key)
                .ToDictionary(c => c.Key, c => c.Value),
            classes,
            [
                .. measurements.Where(m => m.Error is not null).Select(m => $"{m.Metric} of {m.Visualizer}: {m.Error}").Distinct(),
            ]);

    private static IEnumerable<PictureScoreRow> RowsOf(PictureMeasurement measured) =>
    [
        .. measured.Scores.Select(s => new PictureScoreRow(measured.Visualizer, measured.IsControl, measured.Metric, s)),
        .. measured.OfOthers.Select(o => new PictureScoreRow(
            $"{PictureScoreRow.AnotherUnit}:{measured.Visualizer}", true, measured.Metric, o.Score)
        {
            Another = (measured.Visualizer, o.MadeFor),
        }),
    ];
}
