using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>Whether the picture depends on what the network has learned: how far it lies from the picture of the network with re-drawn
/// weights, over how far pictures of other seeds lie; higher is better, 1 and less is a failure.</summary>
/// <remarks>All weights are drawn anew with the mean and deviation of the trained layers, and the pictures made again with the same seeds.
/// <c>distance</c> is the mean over the seeds of the distance of both pictures (that of <see cref="Diversity"/>), 0 where the picture does
/// not change; <c>ratio</c> is that over the mean distance between the seeds' pictures of the trained network. The test of Adebayo et al.
/// (2018) for attributions, turned to pictures.</remarks>
[Named("sanity")]
[Paper("Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS", 2018)]
[NoNumber("undefined:one-picture", "there is one picture of the unit: one seed, or a visualizer that draws nothing (ratio)")]
[NoNumber("undefined:seeds-agree", "the pictures of all seeds are the same (ratio)")]
[NoNumber("undefined:not-redrawn", "the network has no weights to draw again, or no picture came of it")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
[KnownScore("noise", "distance", "0")]
[KnownScore("mean-image", "distance", "0")]
internal sealed record Sanity(FeatureNetwork Network = FeatureNetwork.Own) : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info =
        [new("ratio", Direction.Higher, 0, double.PositiveInfinity), new("distance", Direction.Higher, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) =>
        new((n.Pictures > 1 ? 3.0 : 2) * n.Units * n.Pictures * n.LayersOf(Network), MakesAgain: true);

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context)
    {
        var network = Network.In(context);
        return VisualizationScores.PerUnit(this, context, unit =>
        {
            var redrawn = context.Redrawn(unit.Unit);
            var count = Math.Min(redrawn.Count, unit.Pictures.Count);
            if (count == 0)
                return VisualizationScores.Without(this, CellState.Undefined("not-redrawn"));
            List<(int, int)> pairs = [.. Enumerable.Range(0, count).Select(i => (i, i))];
            var distance = PictureDistances.Of(network, unit.Batch, Tensor.Stack(redrawn), pairs).Average();
            var within = PictureDistances.MeanWithin(network, unit.Batch);
            if (!double.IsFinite(distance) || (within is { } between && !double.IsFinite(between)))
                return VisualizationScores.Without(this, CellState.Undefined("features-not-finite"));
            return
            [
                within switch
                {
                    null => ScoreValue.Without("ratio", CellState.Undefined("one-picture")),
                    0 => ScoreValue.Without("ratio", CellState.Undefined("seeds-agree")),
                    { } seeds => ScoreValue.Ok("ratio", distance / seeds),
                },
                ScoreValue.Ok("distance", distance),
            ];
        });
    }
}
