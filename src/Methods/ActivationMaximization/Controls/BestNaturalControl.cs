using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>Control: the natural picture that the unit responds to most; C×H×W in [0, 1]. What needs no optimisation at all, and tells
/// people more than most pictures that were made (Borowski et al., 2021).</summary>
[Named("best-natural")]
[Paper("Borowski et al.: Exemplary Natural Images Explain CNN Activations Better than State-of-the-Art Feature Visualization, ICLR", 2021)]
[Needs(Needs.Forward | Needs.Images)]
[Passes("images")]
internal sealed record BestNaturalControl : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var (best, remark) = ControlPictures.Best(task);
        return
        [
            new Visualization(task.Images!.Picture(best.Image), PictureKind.Input, new VisualizationCost(task.Images.Count, 0))
            {
                Activation = best.Value,
                Source = task.Images.Name(best.Image),
                Remark = remark,
            },
        ];
    }
}
