using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>Control: independent uniform noise in every pixel and channel, C×H×W in [0, 1]; no unit and no network has a say.</summary>
[Named("noise")]
[Paper("Control; Geirhos et al.: Don't Trust Your Eyes, ICML", 2024)]
[Needs(Needs.Forward)]
[Randomized]
[Passes("1")]
internal sealed record NoiseControl : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var size = task.Model.Input;
        return
        [
            .. task.Seeds.Select(seed =>
            {
                var (picture, random) = (Tensor.Zeros(size.Channels, size.Height, size.Width), seed.Random());
                foreach (ref var value in picture.Values.AsSpan())
                    value = (float)random.NextDouble();
                return ControlPictures.Shown(task, picture);
            }),
        ];
    }
}
