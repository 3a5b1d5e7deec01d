using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>Control: the mean of all natural pictures, pixel by pixel, the same for every unit; C×H×W in [0, 1].</summary>
[Named("mean-image")]
[Paper("Control; Geirhos et al.: Don't Trust Your Eyes, ICML", 2024)]
[Needs(Needs.Forward | Needs.Images)]
[Passes("1")]
internal sealed record MeanImageControl : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var (images, size) = (task.Images!, task.Model.Input);
        var sum = new double[size.Length];
        for (var i = 0; i < images.Count; i++)
            SpanMath.AddScaled(images.Picture(i).Values, 1, sum);
        var mean = Array.ConvertAll(sum, s => Math.Clamp((float)(s / images.Count), 0, 1));
        return [ControlPictures.Shown(task, new Tensor(mean, size.Channels, size.Height, size.Width))];
    }
}
