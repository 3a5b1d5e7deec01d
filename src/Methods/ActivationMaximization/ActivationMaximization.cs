using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Ascent;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.Shared.Layers;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>Activation maximization: a picture p that maximises the unit's response less penalties, mean over random views of it,
/// E_T a(T(p)) − Ω(p); C×H×W in [0, 1] (Erhan et al., 2009; Olah, Mordvintsev and Schubert, 2017).</summary>
/// <remarks>The response of a class is its logit. Pictures are moved about by amounts that shrink with their side (docs/visualizers.md);
/// outside of the picture is grey. Dialects are the settings of papers: olah (Fourier, all transformations), mordvintsev (pixels, shifts),
/// yosinski (decay and blur), oygard (blur, steps of one size), erhan (a fixed length), maco (phases only, crops, noise).</remarks>
/// <param name="Picture">What is optimised.</param>
/// <param name="Motion">How the network sees the picture.</param>
/// <param name="Penalty">What is taken off the response.</param>
/// <param name="Shrink">What is done to a raw picture after every step.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rule">How the parameters follow the derivative.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Cosine">p of a response times the cosine between the unit's direction and the layer's values, max(0.1, cos)^p.</param>
/// <param name="Diversity">The weight of the diversity term over the pictures of all seeds.</param>
[Named("activation-maximization")]
[Paper("Erhan, Bengio, Courville, Vincent: Visualizing Higher-Layer Features of a Deep Network; Olah, Mordvintsev, Schubert: Feature "
    + "Visualization, Distill", 2017)]
[Needs(Needs.Gradient)]
[Randomized]
[Passes("steps * views * when(cosine, 0, 1, 2) + 1", "steps * views")]
[Dialect("olah", "steps=512,rule=adam,rate=0.05,smooth=0")]
[Dialect("mordvintsev", "smooth=0,parametrization=pixels,colours=false,steps=512,rule=normalized,rate=0.02,motion=1,tv=0.0001")]
[Dialect(
    "yosinski",
    "smooth=0,parametrization=raw,start=0.04,steps=1000,rule=gradient,rate=0.001538,motion=0,decay=0.0001,blur=1,blur-every=4")]
[Dialect("oygard", "smooth=0,parametrization=raw,start=0.04,steps=500,rule=normalized,rate=0.03,motion=1,blur=0.5,blur-every=1")]
[Dialect("erhan", "smooth=0,parametrization=raw,start=0.1,steps=500,rule=normalized,rate=0.05,motion=0,length=0.25")]
[Dialect(
    "maco",
    "smooth=0,parametrization=phase,standard-phases=true,steps=256,rule=nadam,rate=1,views=32,crop=0.5,last-crop=0.05,noise=0.08")]
internal sealed record ActivationMaximization(
    PictureOptions Picture,
    MotionOptions Motion,
    PenaltyOptions Penalty,
    ShrinkOptions Shrink,
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient a view.")] int Steps = 256,
    AscentRule Rule = AscentRule.Adam,
    [InRange(1e-9, 1e6), About("The learning rate.")] double Rate = 0.03,
    [InRange(0, 1e6), About("The weight of a term that makes the pictures of several seeds differ; 0 for each by itself.")]
    double Diversity = 0,
    [InRange(0, 10), About("The exponent of the cosine between the unit's direction and the layer's values, which the response is then "
        + "multiplied with: what else the layer shows counts against the picture; costs one forward pass more a view.")]
    double Cosine = 0)
    : IFeatureVisualizer
{
    /// <summary>With default options.</summary>
    public static ActivationMaximization Default { get; } = new(new(), new(), new(), new());

    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) => this switch
    {
        { Picture.Parametrization: Parametrization.Phase } when task.Images is not { Count: > 0 } =>
            "parametrization=phase takes its spectrum from pictures of the kind that the network was made for; name them with --dataset D.",
        { Shrink.IsNothing: false, Picture.Parametrization: not Parametrization.Raw } =>
            "decay, blur, small-pixels, idle-pixels and length change the picture itself; they go with parametrization=raw.",
        { Cosine: > 0 } when task.Unit.IsLayer => "cosine compares with a channel, a direction or a class; this is a whole layer.",
        { Diversity: > 0, Motion.Views: > 1 } => "diversity compares the one view of every picture; it goes with views=1.",
        { Diversity: > 0 } when task.Seeds.Count < 2 => "diversity makes several pictures differ; ask for several seeds.",
        { Diversity: > 0 } when !task.Unit.IsClass && task.Unit.Layout is null => "diversity compares a layer with places; this has none.",
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        var (map, response) = (Picture.MapFor(task), new UnitResponse(task.Model, task.Unit));
        var ascend = new Ascend(Steps, Rule, Rate, Motion, Penalty, Shrink);
        if (Diversity > 0)
            ascend = ascend with
            {
                Diversity = new DiversityTerm(task.Model, SpatialLayer.Of(task.Model, task.Unit.Tensor), Diversity),
            };
        IObjective objective = Cosine == 0 ? response : new DirectionResponse(task.Model, task.Unit, Cosine);
        IEnumerable<IReadOnlyList<Seed>> together = Diversity > 0 ? [task.Seeds] : task.Seeds.Select(s => (IReadOnlyList<Seed>)[s]);
        return [.. together.SelectMany(seeds => ascend.Run(task, seeds, map, objective, response))];
    }
}
