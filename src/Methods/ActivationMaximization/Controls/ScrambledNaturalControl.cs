using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>Control: the natural picture that the unit responds to most with scrambled phases: its colours, contrasts and textures without
/// any shape; C×H×W, cut to [0, 1].</summary>
/// <remarks>See <see cref="PhaseScrambling"/>; cutting to [0, 1] changes the spectrum a little.</remarks>
[Named("scrambled-natural")]
[Paper("Control; Oppenheim, Lim: The Importance of Phase in Signals, Proceedings of the IEEE", 1981)]
[Needs(Needs.Forward | Needs.Images)]
[Randomized]
[Passes("images + 1")]
internal sealed record ScrambledNaturalControl : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var images = task.Images!;
        var (found, remark) = ControlPictures.Best(task);
        var best = images.Picture(found.Image);
        return
        [
            .. task.Seeds.Select((seed, i) =>
            {
                var picture = PhaseScrambling.Of(best, seed);
                foreach (ref var value in picture.Values.AsSpan())
                    value = Math.Clamp(value, 0, 1);
                // The search is done once for all seeds.
                return ControlPictures.Shown(task, picture, i == 0 ? images.Count : 0) with
                {
                    Source = images.Name(found.Image),
                    Remark = i == 0 ? remark : null,
                };
            }),
        ];
    }
}
