using VisEval.Core;
using VisEval.Metrics.Shared.Pictures;

namespace VisEval.Metrics.Visualization;

/// <summary>Whether a picture of a class takes the way of natural pictures of the class through the network, layer by layer; higher is
/// better.</summary>
/// <remarks>
/// In every layer ρ is the mean of Spearman's correlation between the values for the picture and those for natural pictures of the class;
/// <c>layer</c> is (ρ − ρ_other)/(ρ_same − ρ_other), ρ_same that of pairs of natural pictures of the class, ρ_other that of pairs of one of
/// the class and one of another: 0 is no more alike than another class, 1 as alike as the class itself; any number. <c>mean</c> is over the
/// layers that have one, <c>early</c> over those of the first two thirds, <c>late</c> over the others. A network that sends made
/// pictures another way than photographs (a fooling circuit, or nothing of the kind) is noticed here (Geirhos et al., 2024, who find about
/// 0 in the first two thirds of Inception-V1). A layer has no number where ρ_same − ρ_other is below <c>least-gap</c>: classes are not told
/// apart there. Only natural pictures that show one class are used where there are enough. The mean of all natural pictures is more like
/// each of them than they are like one another, so that it can lie above 1: look at <c>mean-image</c>.
/// </remarks>
[Named("path-similarity")]
[Paper("Geirhos et al.: Don't Trust Your Eyes: On the (Un)reliability of Feature Visualizations, ICML", 2024)]
[NoNumber("undefined:not-a-class", "the unit is no class, so that no natural pictures are of it")]
[NoNumber("undefined:too-few-images", "fewer than two natural pictures show the class, or another one")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:same-as-other-classes", "natural pictures of the class are no more alike in the layer, or in any, than others")]
[NoNumber("undefined:constant-layer", "all values of a layer are equal for the picture")]
[NoNumber("undefined:not-an-input", "the picture is none that the network can be shown")]
internal sealed record PathSimilarity(
    [InRange(2, 1000)][About("Natural pictures of the class, and as many of other classes.")] int Images = 8,
    [InRange(0, 1)][About("The least ρ_same − ρ_other of a layer with a number.")] double LeastGap = 0.05)
    : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info =
    [
        Any("mean"), Any("early"), Any("late"), Any("layer"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) =>
        new((double)n.Units * n.Layers * (n.Pictures + Images), (double)n.Units * n.Layers * Images);

    /// <inheritdoc/>
    public bool IsOfUnit => true;

    /// <inheritdoc/>
    public double? Chance(string score, IVisualizationContext context) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
    [
        .. context.Units.SelectMany(unit =>
        {
            var state = !unit.State.IsOk ? unit.State
                : unit.Class is null ? CellState.Undefined("not-a-class")
                : context.Network.Layers.Count == 0 ? CellState.Undefined("no-layer")
                : CellState.Ok;
            if (!state.IsOk)
                return VisualizationScores.Without(this, state).Select(v => VisualizationScore.Of(v, unit.Unit, null));
            var paths = new ClassPaths(context, unit.Class!.Value, Images);
            return paths.State.IsOk
                ? Of(context, unit, paths)
                : VisualizationScores.Without(this, paths.State).Select(v => VisualizationScore.Of(v, unit.Unit, null));
        }),
    ];

    private IEnumerable<VisualizationScore> Of(IVisualizationContext context, UnitPictures unit, ClassPaths paths)
    {
        var (batch, layers) = (unit.Batch, context.Network.Layers);
        var values = layers.Select(layer => Along(paths.Of(layer), context.Network.Features(batch, layer.Name))).ToList();
        for (var i = 0; i < unit.Pictures.Count; i++)
        {
            List<ScoreValue> own = [.. values.Select(v => v[i])];
            yield return VisualizationScore.Of(Mean("mean", own), unit.Unit, i);
            var early = (2 * own.Count + 2) / 3;
            yield return VisualizationScore.Of(Mean("early", own[..early]), unit.Unit, i);
            yield return VisualizationScore.Of(Mean("late", own[early..]), unit.Unit, i);
            for (var l = 0; l < own.Count; l++)
                yield return VisualizationScore.Of(own[l], unit.Unit, i) with { Layer = layers[l].Name };
        }
    }

    private IReadOnlyList<ScoreValue> Along(ClassPath path, IReadOnlyList<float[]> pictures) =>
    [
        .. pictures.Select(values => RankProfile.Of(values) switch
        {
            null => ScoreValue.Without("layer", CellState.Undefined("constant-layer")),
            _ when !(path.Same - path.Other >= LeastGap) => ScoreValue.Without("layer", CellState.Undefined("same-as-other-classes")),
            var profile => ScoreValue.Ok("layer", (path.Natural.Average(profile.With) - path.Other) / (path.Same - path.Other)),
        }),
    ];

    private static ScoreValue Mean(string name, IReadOnlyList<ScoreValue> layers)
    {
        List<double> values = [.. layers.Select(l => l.Value).OfType<double>()];
        return values.Count > 0
            ? ScoreValue.Ok(name, values.Average())
            : ScoreValue.Without(name, layers.Count > 0 ? layers[0].State : CellState.Undefined("no-layer"));
    }

    private static ScoreInfo Any(string name) => new(name, Direction.Higher, double.NegativeInfinity, double.PositiveInfinity);
}
