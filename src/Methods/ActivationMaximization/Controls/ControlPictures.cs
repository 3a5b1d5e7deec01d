using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Evidence;
using VisEval.Methods.ActivationMaximization.Objectives;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>What the controls have in common: pictures that nothing was optimised for.</summary>
internal static class ControlPictures
{
    /// <summary>A picture with the unit's response to it, which costs one forward pass.</summary>
    /// <param name="task">What is asked for.</param>
    /// <param name="picture">C×H×W in [0, 1].</param>
    /// <param name="forwards">Forward passes that it took before.</param>
    public static Visualization Shown(VisualizationTask task, Tensor picture, long forwards = 0) =>
        new(picture, PictureKind.Input, new VisualizationCost(forwards + 1, 0))
        {
            Activation = new UnitResponse(task.Model, task.Unit).Measure(task.Space.ToInput(Tensor.Stack([picture])))[0],
        };

    /// <summary>The natural picture that the unit responds to most; the first of equal ones.</summary>
    /// <exception cref="NotApplicableException">No response is finite.</exception>
    public static (Ranked Best, string? Remark) Best(VisualizationTask task)
    {
        var ranking = Rank.ByResponse(task, RankEnd.Highest, 1);
        return (ranking.Images[0], ranking.Remark);
    }
}
