using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>Whether other networks see the class in the picture; higher is better.</summary>
/// <remarks>
/// <c>probability</c> is the mean over the other networks of the softmax probability of the class, <c>top-1</c> the share of them that name
/// it, both in [0, 1]; classes are those of the dataset, whatever the order of a network's scores, and the network that the picture is of
/// has no say. By chance both are 1/classes on the average of all classes; a picture may of course fall to one class in all networks, so
/// the controls tell what a single class gets for nothing (Fel et al., 2023).
/// </remarks>
[Named("transferability")]
[Paper("Fel et al.: Unlocking Feature Visualization for Deeper Networks with MAgnitude Constrained Optimization, NeurIPS", 2023)]
[NoNumber("undefined:no-other-network", "there is no other network for the same pictures and classes")]
[NoNumber("undefined:not-a-class", "the unit is no class, which other networks do not have")]
[NoNumber("undefined:no-probability", "a network's scores are no classes")]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumber("undefined:not-an-input", "the picture is none that the network can be shown")]
internal sealed record Transferability : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info = [new("probability", Direction.Higher, 0, 1), new("top-1", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => true;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Units * n.Pictures * n.Others);

    /// <inheritdoc/>
    public bool IsOfUnit => true;

    /// <inheritdoc/>
    public double? Chance(string score, IVisualizationContext context) =>
        context.Others.Count == 0 ? null : context.Others.Average(o => 1.0 / o.ClassCount);

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
        VisualizationScores.PerPicture(this, context, unit =>
        {
            if (context.Others.Count == 0)
                return unit.Pictures.Select(_ => VisualizationScores.Without(this, CellState.Undefined("no-other-network")));
            if (unit.Class is not { } target)
                return unit.Pictures.Select(_ => VisualizationScores.Without(this, CellState.Undefined("not-a-class")));
            var batch = unit.Batch;
            List<ClassScores> seen = [.. context.Others.Select(o => o.Predict(batch))];
            return Enumerable.Range(0, unit.Pictures.Count).Select(i => Of(seen, i, target));
        });

    private IReadOnlyList<ScoreValue> Of(List<ClassScores> seen, int picture, int target) => seen.All(s => s.IsFinite(picture))
        ?
        [
            ScoreValue.Ok("probability", seen.Average(s => (double)s.Probability(picture, target))),
            ScoreValue.Ok("top-1", seen.Average(s => s.Top1(picture) == target ? 1.0 : 0)),
        ]
        : VisualizationScores.Without(this, CellState.Undefined("model-output-not-finite"));
}
