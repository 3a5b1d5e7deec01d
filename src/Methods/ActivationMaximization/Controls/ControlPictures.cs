using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>What the controls have in common: pictures that nothing was optimised for.</summary>
internal static class ControlPictures
{
    private const int Batch = 16;

    /// <summary>A picture with the unit's response to it, which costs one forward pass.</summary>
    /// <param name="task">What is asked for.</param>
    /// <param name="picture">C×H×W in [0, 1].</param>
    /// <param name="forwards">Forward passes that it took before.</param>
    public static Visualization Shown(VisualizationTask task, Tensor picture, long forwards = 0) =>
        new(picture, PictureKind.Input, new VisualizationCost(forwards + 1, 0))
        {
            Activation = new UnitResponse(task.Model, task.Unit).Measure(task.Space.ToInput(Tensor.Stack([picture])))[0],
        };

    /// <summary>The natural picture that the unit responds to most, and the response; the first of equal ones.</summary>
    public static (int Index, double Response) Best(VisualizationTask task)
    {
        var (images, response) = (task.Images!, new UnitResponse(task.Model, task.Unit));
        var (best, highest) = (0, double.NegativeInfinity);
        for (var start = 0; start < images.Count; start += Batch)
            foreach (var (i, value) in response.Measure(
                task.Space.ToInput(images.Batch(start, Math.Min(Batch, images.Count - start)))).Index())
                if (value > highest)
                    (best, highest) = (start + i, value);
        return (best, highest);
    }
}
