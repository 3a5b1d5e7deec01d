using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Integrated gradients: (x − x′) ⊙ ∫₀¹ ∂S_c/∂x at x′ + α(x − x′) dα, C×H×W and signed
/// (Sundararajan et al., 2017).</summary>
/// <remarks>Completeness: the values sum to S_c(x) − S_c(x′), up to the error of the quadrature. Of several baselines the attributions
/// are averaged.</remarks>
/// <param name="Steps">The number of points on the path, ends included where the rule uses them.</param>
/// <param name="Rule">Where the points lie and what they weigh.</param>
/// <param name="Baseline">Where the path starts, x′.</param>
[Named("integrated-gradients")]
[Paper("Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks, ICML", 2017)]
[Complete("baseline")]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("steps * count(baseline)", "steps * count(baseline)")]
internal sealed record IntegratedGradients(
    [InRange(2, 10_000), About("Points on the path from the baseline to the image; each costs one gradient.")] int Steps = 50,
    [About("The quadrature of the path integral.")] QuadratureRule Rule = QuadratureRule.GaussLegendre,
    [ListOf(typeof(Baseline))]
    [About("Where the path starts, of several the mean is taken: " + OptionText.Baselines)]
    string Baseline = "zero")
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var (nodes, weights) = Rule.Points(Steps);
        var baselines = Baselines.List(Baseline);
        return batch.PerImage(targets, subject =>
        {
            var sum = new double[subject.Image.Length];
            foreach (var kind in baselines)
            {
                var baseline = kind.Of(subject);
                var integral = Expansion.GradientSum(model, subject, weights, (step, destination) =>
                    SpanMath.Lerp(baseline, subject.Image, (float)nodes[step], destination));
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += ((double)subject.Image[i] - baseline[i]) * integral[i] / baselines.Count;
            }
            return subject.AtInput(sum);
        });
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var (nodes, weights) = Rule.Points(Steps);
        var points = graph.Builder.Constant(Constant.Of([.. nodes.Select(n => (float)n)], nodes.Length));
        var baselines = Baselines.List(Baseline);
        return baselines.Select(kind =>
        {
            var baseline = BaselineGraph.Of(kind, graph);
            var integral = SampleLoop.GradientSum(
                graph, weights, (inner, step) => SampleLoop.Between(inner, baseline, SampleLoop.At(inner, points, step)), exact: true);
            return (graph.Images.Widened() - baseline.Widened()) * integral / integral.Number(baselines.Count);
        }).Aggregate((a, b) => a + b).ToFloat();
    }
}
