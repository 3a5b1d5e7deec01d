using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>What is alike in the eyes of a machine interpretability score.</summary>
[About("What decides whether two pictures are alike; DreamSim is not part of VisEval.")]
internal enum PictureLikeness
{
    /// <summary>DreamSim, a network trained on people's judgements, as the paper has it; every number is then undefined.</summary>
    DreamSim,

    /// <summary>The cosine of the features of a network at hand.</summary>
    OwnFeatures,
}

/// <summary>The machine interpretability score: can a network tell, from the pictures alone, which of two natural pictures the unit
/// responds to? Higher is better.</summary>
/// <remarks>
/// A task is a natural picture q⁺ of a high response and one q⁻ of a low one, the i-th from the top and from the bottom. With E⁺ the unit's
/// pictures and E⁻ the visualizer's pictures of the other units, Δ = [s(q⁺, E⁺) − s(q⁺, E⁻)] − [s(q⁻, E⁺) − s(q⁻, E⁻)], s the mean cosine
/// to at most <c>pictures</c> (K) of them. <c>share</c> is the share of tasks with Δ &gt; 0, ties counted half; <c>score</c> the mean of
/// 1/(1 + e^(−Δ/τ)); both in [0, 1], ½ by chance, and exactly ½ where the pictures of all units are the same.
/// Natural pictures that are among the explanations are no tasks.
/// <para>The paper measures s by DreamSim and has for E⁻ pictures that make the unit respond least, which visualizers here do not make; the
/// numbers are not the paper's, and the plain name therefore has none: write <c>mis@own-features</c>, which measures s by the cosine of the
/// means over all places of the channels of the last layer, less their mean over the natural pictures. Code that multiplies Δ by τ instead
/// bounds the score of cosines well below 1. Natural pictures as explanations win over made ones with people too, 92 % against 82 %
/// (Borowski et al., 2021): look at <c>best-natural</c>.</para>
/// </remarks>
[Named("mis")]
[Paper("Zimmermann, Klindt, Brendel: Measuring Per-Unit Interpretability at Scale Without Humans, NeurIPS", 2024)]
[NoNumber("undefined:no-dreamsim", "likeness=dream-sim, which is not part of VisEval")]
[NoNumber("undefined:too-few-images", "fewer natural pictures are left than the tasks need")]
[NoNumber("undefined:one-unit", "there are pictures of one unit only")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature or a response is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
[Dialect("own-features", "likeness=own-features")]
internal sealed record Mis(
    PictureLikeness Likeness = PictureLikeness.DreamSim,
    [InRange(1, 1000)][About("K: explanations of each kind at most.")] int Pictures = 9,
    [InRange(1, 1000)][About("Tasks; a unit needs twice as many natural pictures.")] int Tasks = 20,
    [InRange(1e-6, 1e6)][About("τ: Δ is divided by it before the logistic function.")] double Tau = 0.16,
    FeatureNetwork Network = FeatureNetwork.Other)
    : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info = [new("share", Direction.Higher, 0, 1), new("score", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Units * n.Pictures, (1.0 + n.Units) * n.Natural);

    /// <inheritdoc/>
    public bool IsOfUnit => true;

    /// <inheritdoc/>
    public double? Chance(string score, IVisualizationContext context) => 0.5;

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context)
    {
        if (Likeness == PictureLikeness.DreamSim)
            throw new NotApplicableException(
                "no-dreamsim", "DreamSim, by which the paper compares pictures, is not part of VisEval; write mis@own-features.");
        var space = new TwoChoice(context, Network.In(context), Pictures, Tasks);
        return VisualizationScores.PerUnit(this, context, unit =>
        {
            var (differences, state) = space.Differences(unit);
            return state.IsOk
                ?
                [
                    ScoreValue.Ok("share", differences.Average(d => d > 0 ? 1 : d < 0 ? 0 : 0.5)),
                    ScoreValue.Ok("score", differences.Average(d => 1 / (1 + Math.Exp(-d / Tau)))),
                ]
                : VisualizationScores.Without(this, state);
        });
    }
}
