using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>How strongly the unit responds to the finished picture, beside natural ones; higher is better up to 1.</summary>
/// <remarks>
/// <c>relative</c> is (a(x) − m)/(M − m), m the mean and M the largest response among the natural pictures: 0 is an average photograph, 1
/// the best one; any number. Below 1 the optimisation has failed. Far above 1 is no merit: a network answers to pictures that no photograph
/// resembles, and a silent unit has a small M (Zimmermann et al., 2023, leave units below 1 out). <c>rank</c> is the share of natural
/// pictures with a smaller response, equal ones counted half, in [0, 1]; a natural picture's own expectation is ½. The response is measured
/// on the picture as the file keeps it, without the transformations of the optimisation.
/// </remarks>
[Named("activation")]
[Paper("Erhan et al.: Visualizing Higher-Layer Features of a Deep Network; Zimmermann et al.: Scale Alone Does not Improve Mechanistic "
    + "Interpretability in Vision Models, NeurIPS", 2023)]
[NoNumber("undefined:no-natural-images", "there are fewer than two natural pictures")]
[NoNumber("undefined:constant-response", "the unit responds to all natural pictures alike (relative)")]
[NoNumber("undefined:response-not-finite", "a response is not finite")]
[NoNumber("undefined:not-an-input", "the picture is none that the network can be shown")]
[KnownScore("best-natural", "relative", "1")]
internal sealed record Activation : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info =
    [
        new("relative", Direction.Higher, double.NegativeInfinity, double.PositiveInfinity),
        new("rank", Direction.Higher, 0, 1),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Units * n.Pictures, n.Units * n.Natural);

    /// <inheritdoc/>
    public bool IsOfUnit => true;

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
        VisualizationScores.PerPicture(this, context, unit =>
        {
            var natural = NaturalResponses.Of(context, unit.Unit);
            return context.Respond(unit.Unit, unit.Batch).Select(response => Of(response, natural));
        });

    private IReadOnlyList<ScoreValue> Of(double response, double[] natural)
    {
        if (natural.Length < 2)
            return VisualizationScores.Without(this, CellState.Undefined("no-natural-images"));
        if (!double.IsFinite(response) || !natural.All(double.IsFinite))
            return VisualizationScores.Without(this, CellState.Undefined("response-not-finite"));
        var (mean, largest) = (natural.Average(), natural.Max());
        var below = natural.Count(r => r < response) + natural.Count(r => r == response) / 2.0;
        return
        [
            largest > natural.Min()
                ? ScoreValue.Ok("relative", (response - mean) / (largest - mean))
                : ScoreValue.Without("relative", CellState.Undefined("constant-response")),
            ScoreValue.Ok("rank", below / natural.Length),
        ];
    }
}
