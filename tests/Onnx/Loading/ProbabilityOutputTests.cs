using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using ImageSet = VisEval.Tests.Testing.Images;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Networks that give probabilities in another way than by a plain softmax at the end: no second softmax is taken.</summary>
public sealed class ProbabilityOutputTests
{
    private static readonly Tensor Images = ImageSet.Random(new ImageSize(3, 8, 8), 3, seed: 5).Values;

    private static Value Softmax(Value x) => x.Map("Softmax", ("axis", 1L));

    private static Value Turned(GraphBuilder b, Value x) => x * b.Constant(Constant.Of([1, -2, 0.5f, 3], 4));

    private static TestCaseData Case(string name, Func<GraphBuilder, Value, Value> head, double scale = 1) =>
        new(head, scale) { TestName = name };

    private static IEnumerable<TestCaseData> LookedThrough =>
    [
        Case("clipped", (b, x) => b.Op("Clip", [Softmax(x), b.Scalar(1e-7f), b.Scalar(1 - 1e-7f)])),
        Case("kept off zero", (b, x) => b.Op("Max", [Softmax(x), b.Scalar(1e-7f)])),
        Case("a small summand", (b, x) => Softmax(x) + b.Scalar(1e-8f)),
        Case("percent", (b, x) => b.Scalar(100) * Softmax(x), 100),
        Case("parts of a hundred", (b, x) => (Softmax(x) / b.Scalar(100)).Map("Identity"), 0.01),
        Case("written out and clipped", (b, x) =>
        {
            var e = x.Map("Exp");
            return b.Op("Clip", [e / e.Sum(true, 1), b.Scalar(1e-7f)]);
        }),
    ];

    private static IEnumerable<TestCaseData> Themselves =>
    [
        Case("mean of two softmaxes", (b, x) => (Softmax(x) + Softmax(Turned(b, x))) * b.Scalar(0.5f)),
        Case("sum of two softmaxes", (b, x) => Softmax(x) + Softmax(Turned(b, x)), 2),
        Case("mean operator, percent", (b, x) => b.Op("Mean", [Softmax(x), Softmax(Turned(b, x))]) * b.Scalar(100), 100),
        Case("weighted mean", (b, x) => Softmax(x) * b.Scalar(0.3f) + Softmax(Turned(b, x)) * b.Scalar(0.7f)),
        Case("mean over a stack", (b, x) => b.Op(
            "ReduceMean",
            [b.Op("Concat", [Softmax(x).Reshape(-1, 1, 4), Softmax(Turned(b, x)).Reshape(-1, 1, 4)], ("axis", 1L)), b.Ints(1)],
            ("keepdims", 0L))),
        Case("shares of squares", (b, x) =>
        {
            var square = x * x;
            return square / square.Sum(true, 1);
        }),
    ];

    // None leaves 0…1; the classes stand by themselves.
    private static IEnumerable<TestCaseData> Independent =>
    [
        Case("1/(1 + exp(−z))", (b, x) => ((-x).Map("Exp") + 1f).Map("Reciprocal")),
        Case("exp z/(1 + exp z)", (b, x) =>
        {
            var e = x.Map("Exp");
            return e / (e + 1f);
        }),
        Case("½ + ½·tanh(z/2)", (b, x) => (x * 0.5f).Map("Tanh") * 0.5f + 0.5f),
        Case("a complement", (b, x) => 1 - x.Map("Sigmoid")),
        Case("smoothed", (b, x) => x.Map("Sigmoid") * 0.9f + 0.05f),
        Case("squares of a softmax", (b, x) => b.Op("Pow", [Softmax(x), b.Scalar(2)])),
        Case("sums of columns", (b, x) => Softmax(x).MatMul(b.Constant(Constant.Of([0, 1, 0, 0, 1, 0, 1, 0], 4, 2)))),
        Case("a normal distribution", (b, x) => x.Map("Erf") * 0.5f + 0.5f),
        Case("not none of two", (b, x) => 1 - (1 - x.Map("Sigmoid")) * (1 - Turned(b, x).Map("Sigmoid"))),
    ];

    [TestCaseSource(nameof(Independent))]
    public void What_cannot_leave_0_to_1_gets_no_second_sigmoid_or_softmax(Func<GraphBuilder, Value, Value> head, double scale)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph);
        var scores = model.Predict(Images);
        Assert.That(scores.Kind, Is.EqualTo(ScoreKind.Sigmoid));
        Assert.That(scores.Probabilities.Values, Is.EqualTo(Outputs(graph)).Within(1e-6));
        Assert.That(model.Network.Warnings, Has.Some.Contains("cannot leave 0…1").And.Some.Contains("scoreKind"));
    }

    [Test]
    public void A_smoothed_softmax_sums_to_1()
    {
        var graph = SmallNetworks.Convolutional((b, x) => Softmax(x) * 0.9f + 0.025f);
        using var model = Open(graph);
        Assert.That(model.Predict(Images).Kind, Is.EqualTo(ScoreKind.Softmax));
        Assert.That(model.Predict(Images).Probabilities.Values, Is.EqualTo(Outputs(graph)).Within(1e-6));
        Assert.That(model.Network.Warnings, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Picked =>
    [
        new TestCaseData((Func<GraphBuilder, Value, Value>)((b, p) => p.Slice(1, 1, 4)), new[] { 1, 2, 3 }) { TestName = "first dropped" },
        new TestCaseData((Func<GraphBuilder, Value, Value>)((b, p) => p.Slice(-1, -1, -9, -2)), new[] { 3, 1 }) { TestName = "backward" },
        new TestCaseData((Func<GraphBuilder, Value, Value>)((b, p) => b.Op("Gather", [p, b.Ints(3, 0, -2, 1)], ("axis", 1L))),
            new[] { 3, 0, 2, 1 }) { TestName = "reordered" },
    ];

    // As with labelOffset: the columns left out are left out of the softmax.
    [TestCaseSource(nameof(Picked))]
    public void Columns_of_a_softmax_have_its_logits(Func<GraphBuilder, Value, Value> pick, int[] columns)
    {
        var graph = SmallNetworks.Convolutional((b, x) => pick(b, Softmax(x)));
        using var model = Open(graph);
        var (all, own, scores) = (Outputs(SmallNetworks.Convolutional()), Outputs(graph), model.Predict(Images));
        for (var i = 0; i < 3; i++)
        {
            var shares = own[(i * columns.Length)..((i + 1) * columns.Length)];
            Assert.That(scores.Logits.Item(i).ToArray(), Is.EqualTo(columns.Select(c => all[i * 4 + c])).Within(1e-5));
            Assert.That(scores.Probabilities.Item(i).ToArray(), Is.EqualTo(shares.Select(p => p / shares.Sum())).Within(1e-6));
        }
        Assert.That(model.Network.Warnings.Count, Is.EqualTo(columns.Length < 4 ? 1 : 0));
    }

    [Test]
    public void A_statement_stands_before_the_range()
    {
        var graph = SmallNetworks.Convolutional((b, x) => 1 - x.Map("Sigmoid"));
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, choices: new NetworkChoices(Kind: ScoreKind.Softmax));
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Outputs(graph)).Within(1e-6));
        Assert.That(model.Network.Warnings, Is.Empty);
    }

    // |z|/(|z| + √|z| + 1) needs more algebra than is done; logits that happen to lie in 0…1 leave it for large noise.
    [Test]
    public void What_is_never_seen_to_leave_0_to_1_is_doubted_and_small_logits_are_not()
    {
        using var hidden = Open(SmallNetworks.Convolutional((b, x) => x.Map("Abs") / (x.Map("Abs") + x.Map("Abs").Map("Sqrt") + 1f)));
        using var small = Open(SmallNetworks.Convolutional((b, x) => x * 1e-4f + 0.5f));
        Assert.That(hidden.Network.ScoreDoubt, Does.Contain("never leave 0…1").And.Contain("scoreKind"));
        Assert.That(small.Network.ScoreDoubt, Is.Null);
    }

    [TestCaseSource(nameof(LookedThrough))]
    public void The_logits_behind_clipped_and_scaled_probabilities_are_found(Func<GraphBuilder, Value, Value> head, double scale)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Outputs(SmallNetworks.Convolutional())).Within(1e-6));
        Assert.That(model.Predict(Images).Probabilities.Values, Is.EqualTo(Outputs(graph).Select(v => v / scale)).Within(1e-6));
        Assert.That(model.Network.ScoreDoubt, Is.Null);
    }

    [TestCaseSource(nameof(Themselves))]
    public void Probabilities_by_construction_are_taken_as_they_are(Func<GraphBuilder, Value, Value> head, double scale)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph);
        var scores = model.Predict(Images);
        var expected = Outputs(graph).Select(v => (float)(v / scale)).ToArray();
        Assert.That(scores.Probabilities.Values, Is.EqualTo(expected).Within(1e-6));
        Assert.That(scores.Logits.Values, Is.EqualTo(expected.Select(p => MathF.Log(p))).Within(1e-5));
        Assert.That(model.Notes, Has.Some.Contains("probabilities"));
        Assert.That(model.Network.ScoreDoubt, Is.Null);
    }

    [Test]
    public void The_derivative_of_scaled_probabilities_is_that_of_the_probability()
    {
        using var mean = Open(SmallNetworks.Convolutional((b, x) => (Softmax(x) + Softmax(Turned(b, x))) * b.Scalar(0.5f)));
        using var sum = Open(SmallNetworks.Convolutional((b, x) => Softmax(x) + Softmax(Turned(b, x))));
        float[] At(OnnxModel model) => model.Gradient(Images, [1, 1, 1], "image").Gradients[0].Values;
        Assert.That(At(sum), Is.EqualTo(At(mean)).Within(1e-6));
    }

    [Test]
    public void A_factor_of_log_probabilities_is_a_temperature()
    {
        var graph = SmallNetworks.Convolutional((b, x) => x.Map("LogSoftmax", ("axis", 1L)) * b.Scalar(2));
        using var model = Open(graph);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Outputs(graph)).Within(1e-5));
    }

    [Test]
    public void Probabilities_the_graph_does_not_show_are_doubted_and_logits_are_not()
    {
        // Squares of a unit vector.
        using var hidden = Open(SmallNetworks.Convolutional((b, x) =>
        {
            var unit = x / b.Op("ReduceL2", [x, b.Ints(1)]);
            return unit * unit;
        }));
        using var logits = Open(SmallNetworks.Convolutional());
        Assert.That(hidden.Network.ScoreDoubt, Does.Contain("sum to 1 like probabilities").And.Contain("treated as logits"));
        Assert.That(logits.Network.ScoreDoubt, Is.Null);
    }

    private static OnnxModel Open(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
    }

    private static float[] Outputs(Graph graph)
    {
        using var session = new Session(graph, 1);
        return session.Run(("image", Images))[0].Values;
    }
}
