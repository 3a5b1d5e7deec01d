using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>RevealCancel against the paper's example, a plain loop, and completeness.</summary>
[Category("Engine")]
public sealed class RevealCancelTests
{
    // The paper's example: min(a, b) = a − ReLU(a − b). Rescale gives all of it to one input, RevealCancel half to each.
    [TestCase(3, 2)]
    [TestCase(2, 3)]
    public void The_smaller_of_two_is_owed_to_both(double a, double b)
    {
        using var model = Minimum();
        float[] Contributions(DeepLiftRule rule) => new DeepLift(Rule: rule)
            .Explain(model, Images.Of(new ImageSize(1, 1, 2), (float)a, (float)b), [0])[0].Values.Values;
        var half = Math.Min(a, b) / 2;
        Assert.Multiple(() =>
        {
            Assert.That(Contributions(DeepLiftRule.RevealCancel), Is.EqualTo(new[] { half, half }).Within(1e-5));
            Assert.That(Contributions(DeepLiftRule.Genomics), Is.EqualTo(new[] { half, half }).Within(1e-5));
            Assert.That(
                Contributions(DeepLiftRule.Rescale), Is.EqualTo(a > b ? new[] { 0, b } : [a, 0]).Within(1e-5));
        });
    }

    // 6 inputs, 5 units with bias, activation, 4 units with bias, activation, 3 scores: each contribution through both layers in a loop.
    [TestCase("Relu")]
    [TestCase("Tanh")]
    public void Every_contribution_is_what_the_formula_says_through_two_layers(string activation)
    {
        int[] sizes = [6, 5, 4, 3];
        var weights = Enumerable.Range(0, 3).Select(l => GradientCase.Between(-1, 1, 10 + l, sizes[l], sizes[l + 1])).ToList();
        var biases = Enumerable.Range(0, 3).Select(l => GradientCase.Between(-1, 1, 20 + l, sizes[l + 1])).ToList();
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 3).Map("Flatten");
        for (var l = 0; l < 3; l++)
        {
            x = b.Op("Gemm", [x, b.Constant(Constant.Of(weights[l].Values, sizes[l], sizes[l + 1])),
                b.Constant(Constant.Of(biases[l].Values, sizes[l + 1]))]);
            x = l < 2 ? x.Map(activation) : x;
        }
        using var file = new TemporaryModel(b.Build([x.Name]));
        using var model = OnnxModel.Open(file.Path);
        var (image, reference) = (GradientCase.Between(-1, 1, 3, 1, 1, 2, 3), GradientCase.Between(-1, 1, 4, 1, 1, 2, 3));
        var actual = model.Gradient(
            image, ModelExtensions.OneHot([1], 3), ["image"], RuleSet.DeepLiftRevealCancel(true), reference).Gradients[0].Values;

        double F(double v) => activation == "Relu" ? Math.Max(v, 0) : Math.Tanh(v);
        double[] Layer(int l, double[] v) => [.. Enumerable.Range(0, sizes[l + 1]).Select(j =>
            biases[l].Values[j] + v.Select((value, i) => value * weights[l].Values[i * sizes[l + 1] + j]).Sum())];
        var (values, values0) = (new List<double[]> { Wide(image) }, new List<double[]> { Wide(reference) });
        for (var l = 0; l < 2; l++)
        {
            values.Add([.. Layer(l, values[l]).Select(F)]);
            values0.Add([.. Layer(l, values0[l]).Select(F)]);
        }
        var multipliers = Enumerable.Range(0, sizes[2]).Select(i => (double)weights[2].Values[i * 3 + 1]).ToArray();
        for (var l = 1; l >= 0; l--)
        {
            var below = new double[sizes[l]];
            for (var j = 0; j < sizes[l + 1]; j++)
            {
                var difference = values[l].Zip(values0[l], (v, v0) => v - v0).ToArray();
                double W(int i) => weights[l].Values[i * sizes[l + 1] + j];
                var rise = difference.Select((d, i) => Math.Max(d * W(i), 0)).Sum();
                var fall = difference.Select((d, i) => Math.Min(d * W(i), 0)).Sum();
                var z0 = Layer(l, values0[l])[j];
                var ofRise = (F(z0 + rise) - F(z0) + F(z0 + rise + fall) - F(z0 + fall)) / 2;
                var ofFall = (F(z0 + fall) - F(z0) + F(z0 + rise + fall) - F(z0 + rise)) / 2;
                for (var i = 0; i < below.Length; i++)
                {
                    var (up, down) = (rise == 0 ? 0 : ofRise / rise, fall == 0 ? 0 : ofFall / fall);
                    var slope = difference[i] == 0 ? (up + down) / 2 : difference[i] * W(i) > 0 ? up : down;
                    below[i] += multipliers[j] * W(i) * slope;
                }
            }
            multipliers = below;
        }
        Assert.That(actual, Is.EqualTo(multipliers).Within(1e-4));
    }

    // The activations of the last are made of several operators, none of which has the rule.
    [TestCase("vggish", true)]
    [TestCase("resnetish", true)]
    [TestCase("mobilenetv2ish", true)]
    [TestCase("mobilenetv3ish", true)]
    [TestCase("convnextish", false)]
    public void The_contributions_of_a_network_sum_to_the_difference_of_the_scores(string network, bool differs)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var batch = Images.Random(model.Input, 2, 5);
        int[] targets = [1, 2];
        var (scores, atZero) = (model.Predict(batch.Values), model.Predict(Tensor.Zeros(batch.Values.Shape)));
        foreach (var rule in new[] { DeepLiftRule.RevealCancel, DeepLiftRule.Genomics })
        {
            var maps = new DeepLift(Rule: rule).Explain(model, batch, targets);
            var rescaled = new DeepLift().Explain(model, batch, targets);
            for (var n = 0; n < 2; n++)
            {
                var expected = (double)scores.Logit(n, targets[n]) - atZero.Logit(n, targets[n]);
                Assert.That(
                    maps[n].Values.Values.Sum(v => (double)v), Is.EqualTo(expected).Within(2e-4 * Math.Max(1, Math.Abs(expected))));
                if (differs && rule == DeepLiftRule.RevealCancel)
                    Assert.That(maps[n].Values.Values, Is.Not.EqualTo(rescaled[n].Values.Values).Within(1e-4f));
            }
        }
    }

    private static double[] Wide(Tensor tensor) => [.. tensor.Values.Select(v => (double)v)];

    private static OnnxModel Minimum()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 1, 2).Map("Flatten");
        var rest = b.Op("Gemm", [x, b.Weight("w", Constant.Of([1f, -1f], 2, 1))]).Map("Relu");
        var all = b.Op("Concat", [x, rest], ("axis", 1L));
        var scores = b.Op("Gemm", [all, b.Weight("v", Constant.Of([1f, 0, 0, 1f, -1f, 0], 3, 2))]);
        using var file = new TemporaryModel(b.Build([scores.Name]));
        return OnnxModel.Open(file.Path);
    }
}
