using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>Relevance through what is not a linear layer: closed forms, and how much of it arrives.</summary>
public sealed class RelevanceRuleTests
{
    private static readonly Tensor X = GradientCase.Between(-1, 1, 2, 2, 3, 4);
    private static readonly Tensor Start = GradientCase.Between(-1, 1, 3, 2, 3, 4);

    [Test]
    public void A_sum_divides_relevance_in_proportion()
    {
        // Both branches pass and lead back to the same x, which gets the two shares together: everything.
        AreEqual(Pass((_, x) => x * 3f + x.Map("Relu")), (_, r) => r);
        AreEqual(Pass((b, x) => x + (x * 2f).Map("Tanh")), (_, r) => r);
    }

    [TestCase("Relu")]
    [TestCase("Tanh")]
    [TestCase("HardSwish")]
    public void An_activation_passes_relevance(string activation) => AreEqual(Pass((_, x) => x.Map(activation)), (_, r) => r);

    [Test]
    public void Constant_factors_and_summands_pass_relevance() =>
        AreEqual(Pass((_, x) => (x * -2f + 5f) / x.Builder.Scalar(3)), (_, r) => r);

    [Test]
    public void The_gate_gets_nothing() => AreEqual(
        // Whatever the gate got would be spread over the whole image.
        Pass((_, x) => x * x.Mean(keep: true, 1, 2).Map("Sigmoid")), (_, r) => r);

    [Test]
    public void A_gate_before_its_signal_gets_nothing_either() => AreEqual(Pass((_, x) => (x * 2f).Map("Sigmoid") * x), (_, r) => r);

    [Test]
    public void A_denominator_gets_nothing() => AreEqual(Pass((_, x) => x / (x * x).Sum(keep: true, 1, 2)), (_, r) => r);

    [Test]
    public void An_average_divides_relevance_by_contribution()
    {
        var (actual, start) = Run((_, x) => x.Mean(keep: true, 2), GradientCase.Between(-1, 1, 3, 2, 3, 1));
        double[] means = [.. X.Values.Chunk(4).Select(x => x.Average(v => (double)v))];
        for (var row = 0; row < 6; row++)
        {
            var (x, mean) = (X.Values.AsSpan(4 * row, 4).ToArray(), means[row]);
            var epsilon = 1e-6 * Math.Min(1, means.Skip(row / 3 * 3).Take(3).Max(Math.Abs));
            for (var i = 0; i < 4; i++)
                Assert.That(
                    actual[4 * row + i], Is.EqualTo(x[i] / 4 * start.Values[row] / (mean + epsilon * Math.Sign(mean))).Within(1e-4));
        }
    }

    [Test]
    public void A_layer_normalization_keeps_relevance()
    {
        var actual = Pass((b, x) => b.Op(
            "LayerNormalization", [x, b.Constant(Constant.Of([1, 2, 3, 4], 4)), b.Constant(Constant.Of([1, 1, 1, 1], 4))], ("axis", -1L)));
        for (var row = 0; row < 6; row++)
        {
            var x = X.Values.AsSpan(4 * row, 4).ToArray().Select(v => (double)v).ToArray();
            for (var i = 0; i < 4; i++)
            {
                // R_i = x_i Σ_j (1[i=j] − 1/4) R_j / (x_j − mean x)
                var expected =
                    Enumerable.Range(0, 4).Sum(j => x[i] * ((i == j ? 1 : 0) - 0.25) * Start.Values[4 * row + j] / (x[j] - x.Average()));
                Assert.That(actual[4 * row + i], Is.EqualTo(expected).Within(1e-3 * Math.Max(1, Math.Abs(expected))));
            }
        }
    }

    [Test]
    public void Attention_weights_get_nothing_and_the_values_all()
    {
        // y = softmax(x xᵀ)·x: with constant weights a, R_j = Σ_i a_ij x_j R_i / y_i.
        var actual = Pass((_, x) => x.MatMul(x.Transpose(0, 2, 1)).Map("Softmax", ("axis", -1L)).MatMul(x));
        for (var n = 0; n < 2; n++)
        {
            double Value(int row, int column) => X.Item(n)[4 * row + column];
            for (var c = 0; c < 4; c++)
            {
                var expected = new double[3];
                for (var i = 0; i < 3; i++)
                {
                    var e = Enumerable.Range(0, 3)
                        .Select(j => Math.Exp(Enumerable.Range(0, 4).Sum(k => Value(i, k) * Value(j, k)))).ToArray();
                    var y = Enumerable.Range(0, 3).Sum(j => e[j] / e.Sum() * Value(j, c));
                    for (var j = 0; j < 3; j++)
                        expected[j] += e[j] / e.Sum() * Value(j, c) * Start.Item(n)[4 * i + c] / y;
                }
                for (var j = 0; j < 3; j++)
                    Assert.That(actual[12 * n + 4 * j + c], Is.EqualTo(expected[j]).Within(1e-3 * Math.Max(1, expected.Max(Math.Abs))));
            }
        }
    }

    [TestCase("vitish")]
    [TestCase("convnextish")]
    [TestCase("efficientnetish")]
    [TestCase("mobilenetv3ish")]
    [TestCase("shufflenetish")]
    public void Every_composite_goes_through_every_network(string network)
    {
        using var model = OnnxModel.Open(Testing.GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = GradientCase.Between(-2, 2, 5, 1, model.Input.Channels, model.Input.Height, model.Input.Width);
        RuleSet[] composites =
        [
            Composites.Epsilon(1e-6), Composites.EpsilonPlus(1e-6), Composites.EpsilonPlusFlat(1e-6), Composites.EpsilonAlpha2Beta1(1e-6),
            Composites.EpsilonGammaBox(1e-6, 0.25, -2, 2), Composites.DeepTaylor(null, null),
            Composites.ExcitationBackprop(bias: false, signedSums: false), Composites.RelativeAttribution(null, null),
        ];
        foreach (var rules in composites)
        {
            var pixels =
                model.Gradient(images, ModelExtensions.OneHot([0], model.ClassCount), [model.InputTensor], rules).Gradients[0].Values;
            Assert.That(pixels, Has.All.Matches<float>(float.IsFinite).And.Some.Not.EqualTo(0f), rules.Name);
        }
    }

    [TestCase("Add", 5, -4.9, 1, 0)]
    [TestCase("Add", 5, 3, 0.625, 0.375)]
    [TestCase("Sub", 5, 3, 1, 0)]
    [TestCase("Sub", 5, -3, 0.625, 0.375)]
    [TestCase("Sub", -5, -3, 0, 1)]
    public void Of_a_sum_only_what_raises_it_gets_a_share(string op, double a, double b, double ofA, double ofB)
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", ElementType.Float, null, 2);
        var graph = builder.Build([builder.Op(op, [x.Slice(1, 0, 1), x.Slice(1, 1, 2)]).Name]);
        var program = Composites.ExcitationBackprop(bias: false, signedSums: false)
            .Build(graph, ShapeObserver.Observe(graph), graph.Outputs[0], ["x"]);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        var shares = session.Run(("x", new Tensor([(float)a, (float)b], 1, 2)), (program.Seed, new Tensor([1f], 1, 1)))[0].Values;
        Assert.That(shares, Is.EqualTo(new[] { ofA, ofB }).Within(1e-5));
    }

    // The networks that come with the project: biases, batch normalizations to fold, sums of branches.
    [TestCase("residual")]
    [TestCase("plain")]
    public void Probability_and_relevance_are_conserved_where_a_network_has_biases(string network)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, $"datasets/scenes/models/{network}/model.onnx"));
        var images = GradientCase.Between(-2, 2, 5, 2, model.Input.Channels, model.Input.Height, model.Input.Width);
        foreach (var rules in new[]
        {
            Composites.ExcitationBackprop(bias: false, signedSums: false), Composites.DeepTaylor(-2, 2), Composites.DeepTaylor(null, null),
        })
        {
            var pixels = model.Gradient(images, ModelExtensions.OneHot([0, 3], model.ClassCount), [model.InputTensor], rules).Gradients[0];
            for (var n = 0; n < 2; n++)
            {
                Assert.That(pixels.ItemTensor(n).Values, Has.All.GreaterThanOrEqualTo(0), rules.Name);
                Assert.That(pixels.ItemTensor(n).Values.Sum(v => (double)v), Is.EqualTo(1).Within(1e-3), rules.Name);
            }
        }
    }

    [Test]
    public void Without_biases_the_whole_logit_arrives()
    {
        using var model = OnnxModel.Open(Testing.GoldenFolder.PathOf("models/vggish_nobias.onnx"));
        var images = GradientCase.Between(-2, 2, 5, 1, 3, 32, 32);
        foreach (var rules in new[]
        {
            Composites.EpsilonPlus(1e-9),
            Composites.EpsilonPlusFlat(1e-9),
            Composites.EpsilonAlpha2Beta1(1e-9),
            Composites.DeepTaylor(-2, 2),
            Composites.RelativeAttribution(-2, 2),
        })
        {
            var pixels =
                model.Gradient(images, ModelExtensions.OneHot([3], model.ClassCount), [model.InputTensor], rules).Gradients[0].Values;
            Assert.That(pixels.Sum(v => (double)v), Is.EqualTo(1).Within(1e-3), rules.Name);
        }
    }

    private static float[] Pass(Func<GraphBuilder, Value, Value> build) => Run(build, Start).Actual;

    private static (float[] Actual, Tensor Start) Run(Func<GraphBuilder, Value, Value> build, Tensor start)
    {
        var b = new GraphBuilder();
        var output = build(b, b.Input("x", ElementType.Float, null, 3, 4));
        var graph = b.Build([output.Name]);
        var program = Composites.Epsilon(1e-6).Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        // A pass that never reads the image does not take it either.
        var feeds = new List<(string, Tensor)> { ("x", X), (program.Seed, start) }
            .Where(f => program.Graph.Inputs.Any(i => i.Name == f.Item1));
        return (session.Run([.. feeds])[0].Values, start);
    }

    private static void AreEqual(float[] actual, Func<float, float, float> expected) =>
        Assert.That(actual, Is.EqualTo(X.Values.Zip(Start.Values, expected)).Within(1e-4f));
}
