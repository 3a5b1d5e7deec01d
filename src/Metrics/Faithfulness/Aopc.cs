using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area over the perturbation curve: the mean loss of the target's score while the most relevant pixels are removed first;
/// higher is better.</summary>
/// <remarks>aopc = 1/(L+1) · Σ_{k=0}^{L} (s₀ − s_k) over the L steps of <see cref="Morf"/>, the first term 0 included (Samek et al.,
/// TNNLS 2017). Over regions and noise, as in the paper's experiments: <see cref="RegionPerturbation"/>.
/// Ties as in <see cref="Deletion"/>.</remarks>
[Named("aopc")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017",
    2017)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.PixelSteps} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[SharesWork(Group = "most relevant first")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[KnownScore("uniform", "aopc", "degenerate:constant")]
internal sealed record Aopc(PixelCurve? Pixels = null) : IMetric
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    /// <summary>The name of the number.</summary>
    internal const string Name = "aopc";

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [TargetOutputs.Difference(Name, Direction.Higher, Pixels.Score)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) =>
        Over(this, context, Pixels.Perturbation, Pixels.Score, int.MaxValue);

    /// <summary>The mean loss over the first steps of a perturbation.</summary>
    internal static MetricResult Over(IMetric metric, IMetricContext context, Perturbation perturbation, TargetScore score, int steps)
    {
        if (perturbation.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var curve = perturbation.Curve(context, score);
        var points = (int)Math.Min(curve.Values.Length, steps + 1L);
        double[] losses = [.. curve.Values.Take(points).Select(s => curve.Values[0] - s)];
        return losses.All(double.IsFinite)
            ? new MetricResult([ScoreValue.Ok(Name, losses.Average())], [new Curve(Name, curve.Positions[..points], losses)])
            : MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
    }
}
