using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Evidence;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>The natural images with the highest response of the unit, the highest first; C×H×W in [0, 1] (Zhou et al., 2015).</summary>
/// <remarks>Of equal responses the image that stands first. The cost of all images is that of the first picture.</remarks>
/// <param name="Count">How many.</param>
/// <param name="End">The highest or the lowest.</param>
[Named("top-images")]
[Paper("Zhou, Khosla, Lapedriza, Oliva, Torralba: Object Detectors Emerge in Deep Scene CNNs, ICLR", 2015)]
[Needs(Needs.Forward | Needs.Images)]
[Passes("images")]
internal sealed record TopImages(
    [InRange(1, 1000), About("How many images.")] int Count = 9,
    RankEnd End = RankEnd.Highest)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var ranking = Rank.ByResponse(task, End, Count);
        return
        [
            .. ranking.Images.Select((ranked, i) => new Visualization(
                task.Images!.Picture(ranked.Image), PictureKind.Input, new VisualizationCost(i == 0 ? task.Images.Count : 0, 0))
            {
                Activation = ranked.Value,
                Source = task.Images.Name(ranked.Image),
                Remark = i == 0 ? ranking.Remark : null,
            }),
        ];
    }
}
