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
    public void Redirected_passes_the_derivative_and_what_switches_on() => Assert.Multiple(() =>
    {
        Assert.That(Run("Relu", RuleSet.Redirected, X, R), Is.EqualTo(new float[] { 1, 0, 2, -2, 3, 4 }));
        Assert.That(Run("Clip", RuleSet.Redirected, X, R), Is.EqualTo(new float[] { 1, 0, 2, -2, 3, 4 }));
    });

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

    [TestCase(2, 2, 0)]
    [TestCase(3, 2, 1)]
    public void A_max_pooling_shares_in_proportion_to_its_window(int kernel, int stride, int pad)
    {
        var (x, size) = (GradientCase.Between(0, 2, 3, 2, 1, 6, 6), (6 + 2 * pad - kernel) / stride + 1);
        var r = GradientCase.Between(-1, 1, 4, 2, 1, size, size);
        var actual = Run(
            (b, v) => b.Op("MaxPool", [v], ("kernel_shape", new long[] { kernel, kernel }), ("strides", new long[] { stride, stride }),
                ("pads", new long[] { pad, pad, pad, pad })),
            RuleSet.RectGrad(0.5, proportional: true), x, r);
        var expected = new double[2 * 36];
        for (var n = 0; n < 2; n++)
            for (var j = 0; j < size * size; j++)
            {
                var window = Enumerable.Range(0, 36).Where(i => Inside(i / 6, j / size) && Inside(i % 6, j % size)).ToList();
                foreach (var i in window)
                    expected[36 * n + i] += x.Item(n)[i] * r.Item(n)[j] / window.Sum(k => (double)x.Item(n)[k]);
            }
        Assert.That(actual, Is.EqualTo(expected).Within(1e-5));

        bool Inside(int place, int window) => place >= window * stride - pad && place < window * stride - pad + kernel;
    }

    [Test]
    public void The_border_of_a_padded_convolution_passes_nothing()
    {
        var (x, r) = (GradientCase.Between(-1, 1, 3, 1, 1, 5, 4), GradientCase.Between(-1, 1, 4, 1, 1, 5, 4));
        float[] Through(Tensor start, RuleSet rules, params long[] pads) => Run(
            (b, v) => b.Op("Conv", [v, SmallNetworks.Weights(b, "w", 5, 1, 1, 3, 3)], ("pads", pads)), rules, x, start);
        var inner = r.Clone();
        for (var i = 0; i < 20; i++)
            if (i / 4 is 0 or 4 || i % 4 is 0 or 3)
                inner.Values[i] = 0;
        Assert.That(
            Through(r, RuleSet.RectGrad(0.5, border: true), 1, 1, 1, 1), Is.EqualTo(Through(inner, RuleSet.Standard, 1, 1, 1, 1)));
        var valid = GradientCase.Between(-1, 1, 4, 1, 1, 3, 2);
        Assert.That(
            Through(valid, RuleSet.RectGrad(0.5, border: true), 0, 0, 0, 0), Is.EqualTo(Through(valid, RuleSet.Standard, 0, 0, 0, 0)));
    }

    private static float[] Run(string op, RuleSet rules, Tensor x, Tensor start) =>
        Run((b, v) => op == "Relu" ? v.Map(op) : b.Op(op, [v, b.Scalar(0), b.Scalar(6)]), rules, x, start);

    private static float[] Run(Func<GraphBuilder, Value, Value> build, RuleSet rules, Tensor x, Tensor start)
    {
        var b = new GraphBuilder();
        var input = b.Input("x", ElementType.Float, [null, .. x.Shape[1..].ToArray().Select(d => (long?)d)]);
        var output = build(b, input);
        var graph = b.Build([output.Name]);
        var program = rules.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]);
        using var session = new Session(program.Graph, 1);
        var results = session.Run(("x", x), (program.Seed, start));
        return results[program.Graph.Outputs.ToList().IndexOf(program.Gradients[0])].Values;
    }
}
