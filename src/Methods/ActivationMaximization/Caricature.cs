using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Ascent;
using VisEval.Methods.ActivationMaximization.Objectives;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>Caricature: a picture whose values at a layer lie in the direction of another picture's, and as far as can be: it maximises
/// ⟨Φ(x), Φ₀⟩·max(0.1, cos)^p, both under the same views; C×H×W in [0, 1] (Olah et al., 2018).</summary>
/// <remarks>The cosine is that of both; the authors' code leaves the length of Φ₀ out of it.</remarks>
/// <param name="Picture">What is optimised.</param>
/// <param name="Motion">How the network sees the pictures.</param>
/// <param name="Penalty">What is taken off.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rule">How the parameters follow the derivative.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Cosine">p.</param>
[Named("caricature")]
[Paper("Olah et al.: The Building Blocks of Interpretability, Distill", 2018)]
[Needs(Needs.Gradient | Needs.Subject)]
[Randomized]
[Passes("steps * views * when(cosine, 0, 2, 3) + 1", "steps * views")]
[Dialect("lucid", "smooth=0,cosine=0,steps=512,rate=0.05")]
internal sealed record Caricature(
    PictureOptions Picture,
    MotionOptions Motion,
    PenaltyOptions Penalty,
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient and one or two forward passes a view.")]
    int Steps = 256,
    AscentRule Rule = AscentRule.Adam,
    [InRange(1e-9, 1e6), About("The learning rate.")] double Rate = 0.03,
    [InRange(0, 10), About("The exponent of the cosine between both pictures' values.")] double Cosine = 0)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) => task.Unit switch
    {
        { IsLayer: false } => "it imitates a whole layer; write --unit TENSOR.",
        _ when Picture.Parametrization == Parametrization.Phase && task.Images is not { Count: > 0 } =>
            "parametrization=phase takes its spectrum from natural pictures; name them with --dataset D.",
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        var likeness = new Likeness(task.Model, task.Space, task.Unit.Tensor!, task.Subject!, Cosine);
        var ascend = new Ascend(Steps, Rule, Rate, Motion, Penalty, new ShrinkOptions());
        return
        [
            .. task.Seeds.SelectMany(seed => ascend.Run(
                task, [seed], Picture.MapFor(task), likeness, new UnitResponse(task.Model, task.Unit))),
        ];
    }
}
