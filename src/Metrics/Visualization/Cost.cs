using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>What a picture costs; lower is better.</summary>
/// <remarks><c>seconds</c> is wall time, that of a unit shared by its pictures; <c>forwards</c> and <c>backwards</c> are images run through
/// the network, those of natural pictures that a visualizer looks at included; <c>peak-megabytes</c> is the largest resident memory of the
/// whole process meanwhile, in 10⁶ bytes. Seconds and memory are measured, so that a rerun changes them: they stand in
/// <c>timings.csv</c>.</remarks>
[Named("cost")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
internal sealed record Cost : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info =
    [
        Of("seconds") with { IsMeasured = true }, Of("forwards"), Of("backwards"), Of("peak-megabytes") with { IsMeasured = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
    [
        .. context.Units.SelectMany(unit => unit.Pictures.Count == 0
            ? VisualizationScores.Without(this, CellState.Failed).Select(v => VisualizationScore.Of(v, unit.Unit, null))
            : unit.Pictures.SelectMany((picture, i) => Of(picture.Cost).Select(v => VisualizationScore.Of(v, unit.Unit, i)))),
    ];

    private static IEnumerable<ScoreValue> Of(ExplanationCost cost) =>
    [
        ScoreValue.Ok("seconds", cost.Milliseconds / 1000), ScoreValue.Ok("forwards", cost.Forwards),
        ScoreValue.Ok("backwards", cost.Backwards), ScoreValue.Ok("peak-megabytes", cost.PeakMegabytes),
    ];

    private static ScoreInfo Of(string name) => new(name, Direction.Lower, 0, double.PositiveInfinity);
}
