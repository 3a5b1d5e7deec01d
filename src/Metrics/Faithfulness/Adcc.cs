using VisEval.Core;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Average drop, coherency and complexity in one number: an explanation should keep the confidence, explain itself similarly,
/// and be small; higher is better.</summary>
/// <remarks>
/// With m = max(L, 0)/max L: <c>coherency</c> = (ρ(m, m′) + 1)/2, ρ Pearson's correlation and m′ the explanation, scaled alike,
/// of the masked image m⊙x for the same class; <c>complexity</c> = mean of m; <c>average-drop</c> = max(0, Y − O)/Y as in the metric of
/// that name; <c>adcc</c> = 3/(1/coherency + 1/(1 − complexity) + 1/(1 − average-drop)), the harmonic mean, 0 where one of the three is
/// 0, in [0, 1] (Poppi et al., CVPR Workshops 2021), for each image, as the authors' program, of which an early version had the sum of the
/// inverses times 3; it scales by minimum and maximum: dialect <c>poppi</c>. OpenVINO takes the harmonic mean of the means over images,
/// another number; its mask multiplies raw pixels.
/// <para>A constant map cannot be scaled: <c>degenerate:constant</c>; a map of ones would have complexity 1 and adcc 0. Where the
/// explanation of the masked image is constant, it has no correlation: <c>coherency</c> and <c>adcc</c> are
/// <c>degenerate:constant-when-masked</c>, the others stand (the authors' program counts an explanation with NaN as coherency 0).
/// Maps without a method behind them have no coherency.</para>
/// </remarks>
[Named("adcc")]
[Paper("Poppi, Cornia, Baraldi, Cucchiara: Revisiting the Evaluation of Class Activation Mapping for Explainability, CVPR Workshops 2021",
    2021)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2", "1")]
[NoNumberWhere(CommonState.Constant, " and is to be scaled")]
[NoNumberWhere(CommonState.NothingPositive, " and scale=positive")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:constant-when-masked", "the explanation of the masked image is constant")]
[NoNumber("degenerate:empty-when-masked", "the explanation of the masked image has no positive value and scale=positive")]
[NoNumber("degenerate:not-finite-when-masked", "the explanation of the masked image has a value that is not finite")]
[NoNumberWhere(CommonState.ProbabilityZero)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("random", "coherency", "1")]
[KnownScore("uniform", "adcc", "degenerate:constant")]
[Dialect("poppi", "scale=min-max")]
internal sealed record Adcc(MaskedImage? Mask = null) : IMetric
{
    /// <summary>How the image is seen through the map.</summary>
    public MaskedImage Mask { get; init; } = Mask ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
    [
        new("adcc", Direction.Higher, 0, 1) { DependsOnScale = Mask.DependsOnScale },
        new("coherency", Direction.Higher, 0, 1) { DependsOnScale = Mask.DependsOnScale },
        new("complexity", Direction.Lower, 0, 1) { DependsOnScale = Mask.DependsOnScale },
        new("average-drop", Direction.Lower, 0, 1) { DependsOnScale = Mask.DependsOnScale },
    ];

    /// <summary>The harmonic mean of the three, all in [0, 1].</summary>
    public static double Combine(double coherency, double complexity, double averageDrop)
    {
        double[] parts = [coherency, 1 - complexity, 1 - averageDrop];
        return parts.Min() <= 0 ? 0 : parts.Length / parts.Sum(p => 1 / p);
    }

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (Mask.StateOf(context.Map) is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var mask = Mask.Mask(context.Map);
        var complexity = ScoreValue.Ok("complexity", mask.Values.Average(v => (double)v));
        var drop = new AverageDrop(Mask).Evaluate(context).Scores[0] with { Name = "average-drop" };
        var coherency = Coherency(context, Mask, mask);
        var adcc = new[] { coherency, drop }.FirstOrDefault(s => !s.State.IsOk) is { } without
            ? without with { Name = "adcc" }
            : ScoreValue.Ok("adcc", Combine(coherency.Value!.Value, complexity.Value!.Value, drop.Value!.Value));
        return MetricResult.Of(adcc, coherency, complexity, drop);
    }

    private static ScoreValue Coherency(IMetricContext context, MaskedImage masking, SaliencyMap mask)
    {
        var again = masking.Explanation(context);
        if (masking.StateOf(again) is { IsOk: false } state)
            return ScoreValue.Without("coherency", CellState.Parse($"{state.Text}-when-masked"));
        if (mask.State is { IsOk: false } constant)
            return ScoreValue.Without("coherency", constant);
        var correlation = Correlations.Pearson(mask.Values, masking.Mask(again).Values);
        return double.IsNaN(correlation)
            ? ScoreValue.Without("coherency", CellState.Degenerate("constant-when-masked"))
            : ScoreValue.Ok("coherency", (correlation + 1) / 2);
    }
}
