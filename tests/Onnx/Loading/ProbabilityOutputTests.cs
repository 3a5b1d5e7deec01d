using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
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
