using VisEval.Core;
using VisEval.Metrics.Shared.Information;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Accuracy information curve: from how much information on the model names the target, as the image is deblurred along the map;
/// higher is better.</summary>
/// <remarks>
/// As <see cref="Sic"/>, with 1 where the target is the most likely class and 0 elsewhere in the place of its probability (Kapishnikov
/// et al., XRAI, ICCV 2019): the same images, run once for both. Where another class is the most likely on the image itself the number is
/// <c>undefined:another-class</c>, where the target is the most likely even on the blurred image <c>undefined:blurred-not-worse</c>.
/// </remarks>
[Named("aic")]
[Paper("Kapishnikov, Bolukbasi, Viégas, Terry: XRAI, Better Attributions Through Regions, ICCV 2019", 2019)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("count(thresholds) + 2")]
[SharesWork(Group = "deblurred images")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:another-class", "the model finds another class more likely than the target")]
[NoNumber("undefined:blurred-not-worse", "the model names the target on the blurred image too")]
[NoNumber("undefined:blurred-not-smaller", "the blurred image compresses no better")]
[NoNumber("undefined:image-too-small", "the image has a single row or column")]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "aic", "degenerate:constant")]
internal sealed record Aic(
    [About("The shares of the most salient pixels that are revealed, increasing, joined by +.")]
    string Thresholds = InformationCurve.Published,
    [InRange(0, 0.99)][About("The share of random pixels that the blurred image knows.")] double Start = 0.01,
    [About("Whether the curve never falls along the thresholds.")] bool Monotone = true)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("aic", Direction.Higher, 0, 1)];

    /// <summary>The shares of the most salient pixels that are revealed, increasing, joined by +.</summary>
    public string Thresholds { get; } = Fractions.Checked(Thresholds, "aic: thresholds");

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        return context.Output.Top1(0) != context.Target
            ? MetricResult.Without(this, CellState.Undefined("another-class"))
            : new InformationCurve(Thresholds, Start, Monotone).Evaluate(this, context, 1, output => output switch
            {
                { IsFinite: false } => double.NaN,
                _ => output.Top1 == context.Target ? 1 : 0,
            });
    }
}
