using System.Globalization;
using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>Gradient ascent on pictures.</summary>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rule">How the parameters follow the derivative.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Motion">How the network sees the pictures.</param>
/// <param name="Penalty">What is taken off the response.</param>
/// <param name="Shrink">What is done to a raw picture after every step.</param>
internal sealed record Ascend(
    int Steps, AscentRule Rule, double Rate, MotionOptions Motion, PenaltyOptions Penalty, ShrinkOptions Shrink)
{
    // As long as the authors' code lets the first derivatives pass.
    private const int RedirectedSteps = 16;

    /// <summary>What is taken off, of pictures together: they are to differ; null for nothing.</summary>
    public DiversityTerm? Diversity { get; init; }

    /// <summary>Pictures for the seeds of a task, optimised together.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="map">What is optimised.</param>
    /// <param name="objective">What grows.</param>
    /// <param name="response">The response that is measured of the finished pictures.</param>
    public IReadOnlyList<Visualization> Run(
        VisualizationTask task, IReadOnlyList<Seed> seeds, IPictureMap map, IObjective objective, UnitResponse response)
    {
        var size = task.Model.Input;
        var climbs = seeds.Select(s => new Climb(map, size, task.Space, Rule.Of(map.Count, Rate), Motion, Steps, s)).ToList();
        var origin = RawPicture.OriginOf(task.Space, size);
        var inputs = Tensor.Zeros(climbs.Count * Motion.Views, size.Channels, size.Height, size.Width);
        var (redirected, passing) = (objective.Redirected, 0);
        string? remark = null;
        var taken = 0;
        for (; taken < Steps && remark is null; taken++)
        {
            var step = taken;
            for (var i = 0; i < climbs.Count; i++)
                climbs[i].Show(step, inputs, i * Motion.Views);
            passing = climbs.TrueForAll(c => c.IsFlat) ? RedirectedSteps : passing - 1;
            var (values, gradient) = (passing > 0 ? redirected : objective).Evaluate(inputs, [.. climbs.SelectMany(c => c.Views)]);
            Diversity?.Subtract(inputs, gradient);
            if (!values.All(double.IsFinite) || !SpanMath.AreFinite(gradient.Values))
                remark = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The response or its derivative is not finite after {step} steps; this is the picture then.");
            else
                for (var i = 0; i < climbs.Count; i++)
                {
                    climbs[i].Learn(step, values, gradient, i * Motion.Views);
                    Penalty.Subtract(climbs[i].Picture, origin, size, climbs[i].Gradient);
                    climbs[i].Step();
                    if (!Shrink.IsNothing)
                        Shrink.Apply(climbs[i].Parameters, climbs[i].Gradient, size, step + 1);
                }
        }
        var isRedirected = redirected != objective;
        return [.. climbs.Select(climb => Finished(task, climb, objective, response, taken, remark ?? Flat(climb, isRedirected)))];
    }

    private Visualization Finished(
        VisualizationTask task, Climb climb, IObjective objective, UnitResponse response, int taken, string? remark)
    {
        var picture = climb.Finished();
        var shown = task.Space.ToInput(picture.Reshape([1, .. picture.Shape]));
        var passes = (long)taken * Motion.Views;
        var diverse = Diversity is null ? 0 : 1;
        var cost = new VisualizationCost(passes * (objective.Forwards + 2 * diverse) + 1, passes * (1 + diverse));
        return new Visualization(picture, PictureKind.Input, cost)
        {
            Course = climb.Course,
            Activation = response.Measure(shown)[0],
            Remark = remark,
            Opacity = climb.Opacity(),
        };
    }

    private string? Flat(Climb climb, bool isRedirected) => climb.FlatSteps == 0
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"No derivative reached the picture at {climb.FlatSteps} of {Steps} steps: behind a ReLU that is off, or a saturated unit; ")
            + (isRedirected ? "the steps after it passed the ReLUs that they would switch on. " : "")
            + "Where the response stays 0, aim at the tensor before it, or start with more contrast (start=1).";
}
