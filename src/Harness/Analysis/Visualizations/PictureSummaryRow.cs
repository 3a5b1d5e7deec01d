using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Visualizations;

/// <summary>A number of a visualizer over all units.</summary>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="Metric">The metric's key.</param>
/// <param name="Number">The facts of the number.</param>
/// <param name="Value">The mean of all pictures, or the number of all units together; null where there is none.</param>
/// <param name="Interval">At 95 %, over units: a bootstrap-t or Student's of the mean, the jackknife's of a number that is no mean; null
/// below two units, and where nothing varies.</param>
/// <param name="Units">The units behind it.</param>
/// <param name="Chance">What pictures get that say nothing; null where that is not known.</param>
/// <param name="Better">The controls that it is better than.</param>
/// <param name="Worse">The controls that are better than it.</param>
/// <param name="Without">States in place of a number, with how many there are.</param>
internal sealed record PictureSummaryRow(
    string Visualizer,
    bool IsControl,
    string Metric,
    ScoreInfo Number,
    double? Value,
    Interval? Interval,
    int Units,
    double? Chance,
    IReadOnlyList<string> Better,
    IReadOnlyList<string> Worse,
    IReadOnlyList<(string State, int Count)> Without)
{
    /// <summary>The number of controls that it was compared with: those that have the number of the same units.</summary>
    public int Compared { get; init; }

    /// <summary>Why a number has no interval, a state; null where it has one, or where there is no number.</summary>
    public string? WhyNoInterval { get; init; }
}
