using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Evidence;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>The parts of natural images that the unit responds to most: for each image the place of its highest value, cut to the place's
/// receptive field; C×h×w in [0, 1], the highest first (Zeiler and Fergus, 2014; Yosinski et al., 2015).</summary>
/// <remarks>One place an image, the first of equal ones. A receptive field that reaches over the border is cut there; units that see all of
/// the image (classes, pooled layers, attention) give whole images. The activation is the value at the place.</remarks>
/// <param name="Count">How many.</param>
/// <param name="End">The highest or the lowest.</param>
[Named("top-patches")]
[Paper("Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV", 2014)]
[Needs(Needs.Forward | Needs.Images)]
[Passes("images")]
internal sealed record TopPatches(
    [InRange(1, 1000), About("How many parts, each of another image.")] int Count = 9,
    RankEnd End = RankEnd.Highest)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) =>
        task.Unit.IsLayer ? "a layer as a whole has no place of its highest value; write --unit TENSOR:channel." : null;

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        var ranking = Rank.ByPlace(task, End, Count);
        return
        [
            .. ranking.Images.Select((ranked, i) =>
            {
                var patch = Patch.Of(task, ranked.Place);
                return new Visualization(
                    patch.Cut(task.Images!.Picture(ranked.Image).Values, task.Model.Input), PictureKind.Patch,
                    new VisualizationCost(i == 0 ? task.Images.Count : 0, 0))
                {
                    Activation = ranked.Value,
                    Source = $"{task.Images.Name(ranked.Image)}, {patch}",
                    Remark = i == 0 ? ranking.Remark : null,
                };
            }),
        ];
    }
}
