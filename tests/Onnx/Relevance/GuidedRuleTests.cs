using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>The rules that let only some of the derivative through a ReLU, one ReLU at a time.</summary>
public sealed class GuidedRuleTests
{
    private static readonly Tensor X = new([-2, -1, 1, 2, 5, 7], 1, 6);
    private static readonly Tensor R = new([1, -1, 2, -2, 3, 4], 1, 6);

    [Test]
    public void Deconvolution_passes_what_is_positive() =>
        Assert.That(Run("Relu", RuleSet.DeconvNet, X, R), Is.EqualTo(new float[] { 1, 0, 2, 0, 3, 4 }));

    [Test]
    public void Guided_backpropagation_also_masks_by_the_forward_pass() =>
        Assert.That(Run("Relu", RuleSet.GuidedBackpropagation, X, R), Is.EqualTo(new float[] { 0, 0, 2, 0, 3, 4 }));

    [Test]
    public void A_clip_from_zero_is_a_relu() => Assert.Multiple(() =>
    {
        Assert.That(Run("Clip", RuleSet.DeconvNet, X, R), Is.EqualTo(new float[] { 1, 0, 2, 0, 3, 4 }));
        Assert.That(Run("Clip", RuleSet.GuidedBackpropagation, X, R), Is.EqualTo(new float[] { 0, 0, 2, 0, 3, 0 }));
    });

    [TestCase(0.0)]
    [TestCase(0.37)]
    [TestCase(0.5)]
    [TestCase(0.98)]
    [TestCase(1.0)]
    public void Rectified_gradients_pass_above_the_quantile_of_the_image(double quantile)
    {
        var (x, r) = (GradientCase.Between(-1, 2, 1, 2, 3, 4, 5), GradientCase.Between(-1, 2, 2, 2, 3, 4, 5));
        var actual = Run("Relu", RuleSet.RectGrad(quantile), x, r);
        for (var n = 0; n < 2; n++)
        {
            var importance = Enumerable.Range(0, 60).Select(i => Math.Max(x.Item(n)[i], 0) * r.Item(n)[i]).ToArray();
            var sorted = importance.Order().ToArray();
            var place = quantile * 59;
            var below = (int)place;
            var threshold = sorted[below] + (sorted[Math.Min(below + 1, 59)] - sorted[below]) * (float)(place - below);
            for (var i = 0; i < 60; i++)
                Assert.That(actual[60 * n + i], Is.EqualTo(importance[i] > threshold ? r.Item(n)[i] : 0), $"image {n}, unit {i}");
        }
    }

    private static float[] Run(string op, RuleSet rules, Tensor x, Tensor start)
    {
        var b = new GraphBuilder();
        var input = b.Input("x", ElementType.Float, [null, .. x.Shape[1..].ToArray().Select(d => (long?)d)]);
        var output = op == "Relu" ? input.Map(op) : b.Op(op, [input, b.Scalar(0), b.Scalar(6)]);
        var graph = b.Build([output.Name]);
        var program = rules.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]);
        using var session = new Session(program.Graph, 1);
        var results = session.Run(("x", x), (program.Seed, start));
        return results[program.Graph.Outputs.ToList().IndexOf(program.Gradients[0])].Values;
    }
}
