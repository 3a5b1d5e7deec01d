using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>Every rule at every kind of linear layer against the formula in plain loops over the layer's dense matrix, which is read off
/// the layer by feeding it unit vectors.</summary>
public sealed class LinearRuleTests
{
    private const double Stabilizer = 1e-6;

    private static readonly Dictionary<string, (GradientRule Rule, Func<Layer, double[], double[]> Formula)> Rules = new()
    {
        ["epsilon"] = (LinearRules.Epsilon(0.25), (l, r) => l.Share(r, (x, w) => x * w, l.Bias, 0.25)),
        ["z-plus"] = (LinearRules.ZPlus, (l, r) => Plus(l, r)),
        ["z-plus negated"] = (LinearRules.ZPlusNegated, (l, r) => Plus(l.Negated(), r)),
        ["excitation"] = (LinearRules.Excitation, (l, r) => Plus(l.WithoutBias(), r)),
        ["excitation negated"] = (LinearRules.ExcitationNegated, (l, r) => Plus(l.WithoutBias().Negated(), r)),
        ["rap at the classifier"] = (RelativeAttribution.Influence, (l, r) => l.Share(r, (x, w) => Math.Abs(x * w), null)),
        ["rap at a convolution"] = (RelativeAttribution.Convolution, (l, r) => Relative(l, r, convolution: true)),
        ["rap at a matrix product"] = (RelativeAttribution.Product, (l, r) => Relative(l, r, convolution: false)),
        ["alpha-beta"] = (LinearRules.AlphaBeta(2, 1), (l, r) => [.. Plus(l, r).Zip(Minus(l, r), (p, m) => 2 * p - m)]),
        ["gamma"] = (LinearRules.Gamma(0.25), Gamma),
        ["w-square"] = (LinearRules.WSquare, (l, r) => l.Share(r, (_, w) => w * w, null)),
        ["flat"] = (LinearRules.Flat, (l, r) => l.Share(r, (_, w) => w == 0 ? 0 : 1, null)),
        ["z-box"] = (LinearRules.ZBox(-3, 4), (l, r) => l.Share(r, (x, w) => x * w + 3 * Math.Max(w, 0) - 4 * Math.Min(w, 0), null)),
        ["z-box of the image"] = (LinearRules.ZBox(null, null), (l, r) =>
            l.Share(r, (x, w) => x * w - l.Input.Min() * Math.Max(w, 0) - l.Input.Max() * Math.Min(w, 0), null)),
    };

    private static readonly Dictionary<string, (int[] Input, Func<GraphBuilder, Value, Value> Build)> Layers = new()
    {
        ["Conv"] = ([2, 5, 5], (b, x) =>
            b.Op("Conv", [x, W(b, 3, 2, 3, 3), W(b, 3)], ("dilations", new long[] { 2, 1 }), ("pads", new long[] { 1, 1, 1, 1 }))),
        ["Conv strided, grouped, uneven pads"] = ([4, 6, 5], (b, x) => b.Op(
            "Conv", [x, W(b, 6, 2, 3, 2)], ("group", 2L), ("strides", new long[] { 2, 1 }), ("pads", new long[] { 0, 1, 1, 0 }))),
        ["Conv depthwise, strided, SAME_UPPER"] = ([3, 6, 6], (b, x) => b.Op(
            "Conv", [x, W(b, 3, 1, 3, 3), W(b, 3)], ("group", 3L), ("strides", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER"))),
        ["Conv along one axis"] = ([2, 7], (b, x) => b.Op("Conv", [x, W(b, 3, 2, 3), W(b, 3)])),
        ["Conv with its bias added after"] = ([2, 4, 4], (b, x) => b.Op("Conv", [x, W(b, 3, 2, 3, 3)]) + W(b, 1, 3, 1, 1)),
        ["ConvTranspose strided with bias"] = ([3, 3, 4], (b, x) => b.Op(
            "ConvTranspose", [x, W(b, 3, 2, 3, 2), W(b, 2)], ("strides", new long[] { 2, 1 }), ("pads", new long[] { 1, 0, 0, 1 }))),
        ["Gemm"] = ([6], (b, x) => b.Op("Gemm", [x, W(b, 6, 4), W(b, 4)])),
        ["Gemm with factors"] = ([6], (b, x) => b.Op("Gemm", [x, W(b, 4, 6), W(b, 1, 4)], ("transB", 1L), ("alpha", -0.5f), ("beta", 2f))),
        ["MatMul"] = ([6], (b, x) => x.MatMul(W(b, 6, 4))),
        ["MatMul of tokens with bias"] = ([3, 5], (b, x) => W(b, 4) + x.MatMul(W(b, 5, 4))),
        ["MatMul from the left"] = ([3, 5], (b, x) => W(b, 4, 3).MatMul(x)),
    };

    [Test]
    public void A_rule_gives_what_its_formula_says(
        [ValueSource(nameof(RuleNames))] string rule, [ValueSource(nameof(LayerNames))] string layer, [Values] bool afterRelu)
    {
        var (shape, build) = Layers[layer];
        var b = new GraphBuilder();
        var input = b.Input("x", ElementType.Float, [null, .. shape.Select(d => (long?)d)]);
        var output = build(b, afterRelu ? input.Map("Relu") : input);
        var graph = b.Build([output.Name]);
        var rules = new RuleSet(
            rule, [new Replacement((node, facts) => facts.IsLinearLayer(node), Rules[rule].Rule), .. RelevanceRules.All]);
        var program = rules.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        using var forward = new Session(graph, 1);

        var x = GradientCase.Between(-1, 1, 3, [2, .. shape]);
        var relevance = GradientCase.Between(-1, 1, 4, forward.Run(("x", x))[0].Shape.ToArray());
        var actual = session.Run(("x", x), (program.Seed, relevance))[0];
        for (var n = 0; n < 2; n++)
        {
            var read = x.ItemTensor(n).Values.Select(v => afterRelu ? Math.Max(0.0, v) : v).ToArray();
            var expected = Rules[rule].Formula(Layer.Of(build, shape, read), [.. relevance.ItemTensor(n).Values.Select(v => (double)v)]);
            Assert.That(actual.ItemTensor(n).Values, Is.EqualTo(expected).Within(1e-3 * expected.Max(Math.Abs)), $"image {n}");
        }
    }

    private static IEnumerable<string> RuleNames() => Rules.Keys;

    private static IEnumerable<string> LayerNames() => Layers.Keys;

    private static Value W(GraphBuilder b, params int[] shape) =>
        b.Constant(Constant.Of(GradientCase.Between(-1, 1, shape.Sum(), shape).Values, [.. shape.Select(d => (long)d)]));

    private static double[] Plus(Layer l, double[] r) => l.Share(
        r, (x, w) => Math.Max(x, 0) * Math.Max(w, 0) + Math.Min(x, 0) * Math.Min(w, 0), [.. l.Bias.Select(b => Math.Max(b, 0))]);

    private static double[] Minus(Layer l, double[] r) => l.Share(
        r, (x, w) => Math.Max(x, 0) * Math.Min(w, 0) + Math.Min(x, 0) * Math.Max(w, 0), [.. l.Bias.Select(b => Math.Min(b, 0))]);

    private static double[] Relative(Layer l, double[] r, bool convolution)
    {
        var shares = new double[l.Input.Length];
        for (var j = 0; j < r.Length; j++)
        {
            var contributions = l.Input.Select((x, i) => x * l.Weights[j, i]).ToArray();
            var (raised, lowered) = (contributions.Sum(c => Math.Max(c, 0)), -contributions.Sum(c => Math.Min(c, 0)));
            for (var i = 0; i < shares.Length; i++)
                if (contributions[i] > 0)
                    shares[i] += contributions[i] * (convolution ? Math.Max(r[j], 0) : r[j]) / raised;
                else if (contributions[i] < 0)
                    shares[i] -= contributions[i] * ((convolution ? Math.Min(r[j], 0) / lowered : 0) + r[j] / (raised + lowered));
        }
        var active = shares.Count(s => s != 0);
        return [.. shares.Select(s => s == 0 ? 0 : s - (shares.Sum() - r.Sum()) / active)];
    }

    // The contributions of the sign of z weigh 1 + γ.
    private static double[] Gamma(Layer l, double[] r)
    {
        var result = new double[l.Input.Length];
        for (var j = 0; j < r.Length; j++)
        {
            var z = l.Bias[j] + l.Input.Select((x, i) => x * l.Weights[j, i]).Sum();
            double Tilt(double contribution) => Math.Sign(contribution) == Math.Sign(z) ? 1.25 * contribution : contribution;
            var sum = Tilt(l.Bias[j]) + l.Input.Select((x, i) => Tilt(x * l.Weights[j, i])).Sum();
            for (var i = 0; i < result.Length; i++)
                result[i] += Tilt(l.Input[i] * l.Weights[j, i]) * r[j] / (sum + (sum < 0 ? -Stabilizer : Stabilizer));
        }
        return result;
    }

    /// <summary>z_j = Σ_i Weights[j, i]·Input[i] + Bias[j] for one image.</summary>
    private sealed record Layer(double[] Input, double[,] Weights, double[] Bias)
    {
        public static Layer Of(Func<GraphBuilder, Value, Value> build, int[] shape, double[] input)
        {
            var b = new GraphBuilder();
            var graph = b.Build([build(b, b.Input("x", ElementType.Float, [null, .. shape.Select(d => (long?)d)])).Name]);
            using var session = new Session(graph, 1);
            // The zero vector, then every unit vector.
            var probes = Tensor.Zeros([input.Length + 1, .. shape]);
            for (var i = 0; i < input.Length; i++)
                probes.Item(i + 1)[i] = 1;
            var results = session.Run(("x", probes))[0];
            var bias = results.ItemTensor(0).Values.Select(v => (double)v).ToArray();
            var weights = new double[bias.Length, input.Length];
            for (var i = 0; i < input.Length; i++)
                for (var j = 0; j < bias.Length; j++)
                    // What the bias alone leaves of rounding is no connection.
                    weights[j, i] = Math.Abs(results.Item(i + 1)[j] - bias[j]) < 1e-6 ? 0 : results.Item(i + 1)[j] - bias[j];
            return new Layer(input, weights, bias);
        }

        public Layer WithoutBias() => this with { Bias = new double[Bias.Length] };

        public Layer Negated()
        {
            var weights = (double[,])Weights.Clone();
            for (var j = 0; j < Bias.Length; j++)
                for (var i = 0; i < Input.Length; i++)
                    weights[j, i] = -weights[j, i];
            return new Layer(Input, weights, [.. Bias.Select(b => -b)]);
        }

        // R_i = Σ_j contribution(x_i, w_ij)·R_j / stab(Σ_i contribution + bias_j)
        public double[] Share(double[] relevance, Func<double, double, double> contribution, double[]? bias, double epsilon = Stabilizer)
        {
            var result = new double[Input.Length];
            for (var j = 0; j < relevance.Length; j++)
            {
                var z = bias?[j] ?? 0;
                for (var i = 0; i < Input.Length; i++)
                    z += contribution(Input[i], Weights[j, i]);
                for (var i = 0; i < Input.Length; i++)
                    result[i] += contribution(Input[i], Weights[j, i]) * relevance[j] / (z + (z < 0 ? -epsilon : epsilon));
            }
            return result;
        }
    }
}
