using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;
using static VisEval.Tests.Onnx.Relevance.TinyTransformer;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>Relevance through a transformer of two layers against the papers' formulas in plain loops, in double precision.</summary>
[Category("Engine")]
public sealed class TransformerCompositeTests
{
    private static readonly Tensor X = GradientCase.Between(-1, 1, 42, 2, Tokens, Width);

    [Test]
    public void Transformer_attribution_brings_the_relevance_of_the_paper_to_every_attention()
    {
        var network = new TinyTransformer(2, normalized: false);
        var actual = Pass(network, TransformerComposites.TransformerAttribution, ["attention0", "attention1"]);
        for (var n = 0; n < 2; n++)
        {
            var states = network.Run(TinyTransformer.Rows(X.Item(n), Width));
            var relevance = Begin(network, states[^1], Plus);
            for (var l = 1; l >= 0; l--)
            {
                var s = states[l];
                // The shortcut and the branch: in proportion, then scaled by the sizes of their sums.
                var sum = Map(s.X, s.Y, (a, b) => a + b);
                var (shortcut, branch) = (Share(s.X, relevance, sum), Share(s.Y, relevance, sum));
                var (u, v, all) = (Total(shortcut), Total(branch), Total(relevance));
                shortcut = Scaled(shortcut, Math.Abs(u) / (Math.Abs(u) + Math.Abs(v)) * all / u);
                branch = Scaled(branch, Math.Abs(v) / (Math.Abs(u) + Math.Abs(v)) * all / v);
                var mixed = Plus(s.Mixed, s.Weights.O, branch);
                var (attention, values) = Product(s.Attention, s.V, s.Mixed, mixed);
                AreClose(actual[l].Item(n), attention, $"layer {l}, image {n}");
                var (q, k) = Product(s.Q, Turned(s.K), s.Products, attention);
                relevance = Map(
                    Map(shortcut, Plus(s.X, s.Weights.Q, q), (a, b) => a + b),
                    Map(Plus(s.X, s.Weights.K, Turned(k)), Plus(s.X, s.Weights.V, values), (a, b) => a + b), (a, b) => a + b);
            }
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void AttnLRP_is_the_input_times_the_derivative_that_its_rules_leave(bool normalized)
    {
        var network = new TinyTransformer(2, normalized);
        var actual = Pass(network, TransformerComposites.AttnLrp(0, 0), ["x"]);
        for (var n = 0; n < 2; n++)
        {
            var x = TinyTransformer.Rows(X.Item(n), Width);
            var states = network.Run(x);
            // With ε = 0 every rule is "relevance over value": g = R/value is a derivative, halved at products of the data; the softmax's
            // own derivative, over what its logits carry; a normalization with its deviation held.
            var g = x.Select(_ => new double[Width]).ToArray();
            var last = Map(states[^1].X, states[^1].Y, (a, b) => a + b)[0];
            var score = last.Select((v, i) => v * network.Head[i][1]).Sum();
            g[0] = [.. network.Head.Select(row => row[1] / score)];
            foreach (var s in Enumerable.Reverse(states))
            {
                var mixed = Times(g, Turned(s.Weights.O));
                var attention = Scaled(Times(mixed, Turned(s.V)), 0.5);
                var values = Scaled(Times(Turned(s.Attention), mixed), 0.5);
                var logits = attention.Select((row, i) =>
                {
                    var weighted = row.Select((v, j) => v * s.Attention[i][j]).ToArray();
                    return weighted.Select((v, j) => v - s.Attention[i][j] * weighted.Sum()).ToArray();
                }).ToArray();
                var products = Scaled(logits, Scale * 0.5);
                var (q, k) = (Times(products, s.K), Times(Turned(products), s.Q));
                var read = Map(
                    Times(q, Turned(s.Weights.Q)), Map(Times(k, Turned(s.Weights.K)), Times(values, Turned(s.Weights.V)), (a, b) => a + b),
                    (a, b) => a + b);
                if (normalized)
                    read = [.. read.Select((row, t) =>
                    {
                        var scaled = row.Select((v, i) => v * network.Gamma[i] / Deviation(s.X[t])).ToArray();
                        return scaled.Select(v => v - scaled.Average()).ToArray();
                    })];
                g = Map(g, read, (a, b) => a + b);
            }
            AreClose(actual[0].Item(n), Map(x, g, (a, b) => a * b), $"image {n}");
        }
    }

    // y = softmax(x): R_i = x_i Σ_j ∂y_j/∂x_i·R_j/y_j; what is missing to ΣR is the constant part of the expansion.
    [Test]
    public void The_softmax_gives_its_first_order_part()
    {
        var actual = Through(x => x.Map("Softmax"));
        for (var row = 0; row < 2 * Tokens; row++)
        {
            var (x, r) = (Row(X, row), Row(Start, row));
            var e = x.Select(Math.Exp).ToArray();
            for (var i = 0; i < Width; i++)
                Assert.That(actual[row * Width + i], Is.EqualTo(x[i] * (r[i] - e[i] / e.Sum() * r.Sum())).Within(1e-5));
        }
    }

    [Test]
    public void A_token_that_a_mask_rules_out_gets_nothing()
    {
        float[] mask = [0, float.NegativeInfinity, 0];
        var actual = Through(x => (x + x.Builder.Constant(Constant.Of(mask, 3))).Map("Softmax"));
        Assert.That(actual, Is.All.Matches<float>(float.IsFinite));
        Assert.That(actual.Where((_, i) => i % 3 == 1), Is.All.Zero);
    }

    [Test]
    public void A_product_of_the_data_conserves_relevance_and_halves_it()
    {
        // x·xᵀ twice over: each factor has half, and both lead back to x.
        var whole = Through(x => x.MatMul(x.Transpose(0, 2, 1)).MatMul(x));
        for (var n = 0; n < 2; n++)
            Assert.That(
                whole.Skip(n * Tokens * Width).Take(Tokens * Width).Sum(), Is.EqualTo(Start.Item(n).ToArray().Sum()).Within(1e-2));
        Assert.That(
            Through(x => x * (x.Builder.Constant(Constant.Of([1, 2, 3], 3)) * x.Map("Tanh"))), Is.EqualTo(Start.Values).Within(1e-5f),
            "an activation x·f(x) passes all to x");
    }

    [Test]
    public void A_normalization_without_shift_conserves_relevance_and_a_shift_keeps_its_share()
    {
        float[] Normalized(float shift) => Through(x => x.Builder.Op(
            "LayerNormalization",
            [x, x.Builder.Constant(Constant.Of([1, 2, 3], 3)), x.Builder.Constant(Constant.Of([shift, shift, shift], 3))]));
        for (var row = 0; row < 2 * Tokens; row++)
        {
            var (x, r) = (Row(X, row), Row(Start, row));
            var centred = x.Select(v => v - x.Average()).ToArray();
            // Σ x_i·∂y_j/∂x_i = y_j − β_j.
            var kept = Enumerable.Range(0, Width).Sum(j =>
            {
                var y = (j + 1) * centred[j] / Deviation(x);
                return r[j] * y / (y + 5);
            });
            Assert.That(Sum(Normalized(0), row), Is.EqualTo(r.Sum()).Within(1e-3 * Math.Max(1, r.Max(Math.Abs))));
            Assert.That(Sum(Normalized(5), row), Is.EqualTo(kept).Within(1e-4));
        }
    }

    [Test]
    public void Positions_keep_their_share_and_the_bias_of_a_layer_is_counted_once()
    {
        float[] positions = [0.5f, -2, 4];
        var moved = Through(x => x + x.Builder.Constant(Constant.Of(positions, 3)));
        var layer = Through(x => x.MatMul(Eye(x.Builder)) + x.Builder.Constant(Constant.Of(positions, 3)));
        for (var i = 0; i < moved.Length; i++)
        {
            var expected = X.Values[i] / (X.Values[i] + positions[i % 3]) * Start.Values[i];
            Assert.That(moved[i], Is.EqualTo(expected).Within(1e-3 * Math.Max(1, Math.Abs(expected))));
            Assert.That(layer[i], Is.EqualTo(expected).Within(1e-3 * Math.Max(1, Math.Abs(expected))));
        }
    }

    private static Tensor Start => GradientCase.Between(0.5, 1.5, 3, 2, Tokens, Width);

    private static Value Eye(GraphBuilder b) => b.Constant(Constant.Of([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 3));

    private static double[] Row(Tensor t, int row) => [.. t.Values.Skip(row * Width).Take(Width).Select(v => (double)v)];

    private static double Sum(float[] values, int row) => values.Skip(row * Width).Take(Width).Sum(v => (double)v);

    private static float[] Through(Func<Value, Value> build)
    {
        var b = new GraphBuilder();
        var output = build(b.Input("x", ElementType.Float, null, Tokens, Width));
        return Run(b.Build([output.Name]), output.Name, TransformerComposites.AttnLrp(0, 0), ["x"], Start)[0].Values;
    }

    private static List<Tensor> Pass(TinyTransformer network, RuleSet rules, string[] of) =>
        Run(network.Graph(), "scores", rules, of, new Tensor([0, 1, 0, 1], 2, Classes));

    private static List<Tensor> Run(Graph graph, string output, RuleSet rules, string[] of, Tensor start)
    {
        var program = rules.Build(graph, ShapeObserver.Observe(graph), output, of);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        var feeds = new List<(string, Tensor)> { ("x", X), (program.Seed, start) }
            .Where(f => program.Graph.Inputs.Any(i => i.Name == f.Item1));
        return [.. session.Run([.. feeds])];
    }

    private static double[][] Begin(TinyTransformer network, State last, Func<double[][], double[][], double[][], double[][]> linear)
    {
        var x = Map(last.X, last.Y, (a, b) => a + b);
        var relevance = x.Select(_ => new double[Width]).ToArray();
        relevance[0] = linear([x[0]], network.Head, [[0, 1]])[0];
        return relevance;
    }

    // z⁺ without bias, one row of inputs after the other.
    private static double[][] Plus(double[][] x, double[][] w, double[][] r) => [.. x.Select((row, t) => row.Select((v, i) =>
        // Where nothing raises a result, its relevance ends.
        Enumerable.Range(0, w[0].Length).Where(j => v * w[i][j] > 0).Sum(j =>
            v * w[i][j] / row.Select((u, k) => Math.Max(u * w[k][j], 0)).Sum() * r[t][j])).ToArray())];

    private static double[][] Share(double[][] part, double[][] r, double[][] sum) =>
        Map(part, Map(r, sum, (a, b) => a / b), (a, b) => a * b);

    // Half of x·∂y/∂x·R/y for both factors.
    private static (double[][] A, double[][] B) Product(double[][] a, double[][] b, double[][] y, double[][] r)
    {
        var signal = Map(r, y, (x, z) => x / z / 2);
        return (Map(a, Times(signal, Turned(b)), (x, z) => x * z), Map(b, Times(Turned(a), signal), (x, z) => x * z));
    }

    private static double[][] Scaled(double[][] a, double factor) => [.. a.Select(row => row.Select(v => v * factor).ToArray())];

    private static double Total(double[][] a) => a.Sum(row => row.Sum());

    private static void AreClose(ReadOnlySpan<float> actual, double[][] expected, string where)
    {
        double[] all = [.. expected.SelectMany(r => r)];
        Assert.That(actual.ToArray(), Is.EqualTo(all).Within(2e-3 * all.Max(Math.Abs)), where);
    }
}
