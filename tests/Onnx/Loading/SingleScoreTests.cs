using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using ImageSet = VisEval.Tests.Testing.Images;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Networks with one score an image, against the number the file itself gives.</summary>
[Category("Engine")]
public sealed class SingleScoreTests
{
    private static readonly Tensor Images = ImageSet.Random(new ImageSize(3, 8, 8), 3, seed: 5).Values;

    private static TestCaseData Case(string name, Func<GraphBuilder, Value, Value> head) => new(head) { TestName = $"{{m}}({name})" };

    // Each ends in the logit of yes.
    private static IEnumerable<TestCaseData> Logits =>
    [
        Case("Gemm", (b, x) => b.Op("Gemm", [x, SmallNetworks.Weights(b, "w", 8, 4, 1), SmallNetworks.Weights(b, "c", 9, 1)])),
        Case("Gemm transposed, scaled", (b, x) => b.Op(
            "Gemm", [x, SmallNetworks.Weights(b, "w", 8, 1, 4), SmallNetworks.Weights(b, "c", 9, 1, 1)], ("transB", 1L), ("alpha", 0.5f),
            ("beta", 2f))),
        Case("MatMul and Add", (b, x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1)) + SmallNetworks.Weights(b, "c", 9, 1)),
        Case("a number less", (b, x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1)) - SmallNetworks.Weights(b, "c", 9, 1)),
        Case("1×1 convolution, N×1×1×1", (b, x) => b.Op(
            "Conv", [x.Reshape(-1, 4, 1, 1), SmallNetworks.Weights(b, "w", 8, 1, 4, 1, 1), SmallNetworks.Weights(b, "c", 9, 1)])),
        Case("N alone", (b, x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1)).Reshape(-1)),
        Case("no linear layer", (b, x) => x.Map("Tanh").Sum(keep: true, 1)),
        Case("weights that are computed", (b, x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1).Map("Tanh"))),
    ];

    [TestCaseSource(nameof(Logits))]
    public void A_logit_is_class_1_and_its_complement_class_0(Func<GraphBuilder, Value, Value> head)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph);
        Check(model, Outputs(graph));
        Assert.That(model.Notes, Has.Some.Contains("taken for a logit").And.Contains("linear"));
    }

    [TestCaseSource(nameof(Logits))]
    public void A_sigmoid_is_looked_through(Func<GraphBuilder, Value, Value> head)
    {
        var logits = Outputs(SmallNetworks.Convolutional(head));
        using var model = Open(SmallNetworks.Convolutional((b, x) => head(b, x).Map("Sigmoid")));
        Check(model, logits);
    }

    private static IEnumerable<TestCaseData> Probabilities =>
    [
        Case("a column of a softmax", (b, x) => x.Map("Softmax", ("axis", 1L)).Slice(1, 1, 2)),
        Case("a complement", (b, x) => 1 - x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1)).Map("Sigmoid")),
        Case("a mean of sigmoids", (b, x) => x.Map("Sigmoid").Mean(true, 1)),
        Case("a hard sigmoid", (b, x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1)).Map("HardSigmoid")),
        Case("two columns that are added", (b, x) =>
        {
            var p = x.Map("Softmax", ("axis", 1L));
            return p.Slice(1, 0, 1) + b.Op("Sum", [p.Slice(1, 3, 4), b.Op("Gather", [p, b.Ints(1)], ("axis", 1L))]);
        }),
        Case("a sum of columns", (b, x) => x.Map("Softmax", ("axis", 1L)).Slice(1, 2, 4).Sum(true, 1)),
    ];

    [TestCaseSource(nameof(Probabilities))]
    public void A_probability_is_that_of_class_1_without_a_second_sigmoid(Func<GraphBuilder, Value, Value> head)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph);
        var (scores, yes) = (model.Predict(Images), Outputs(graph));
        for (var i = 0; i < yes.Length; i++)
        {
            Assert.That((scores.Probability(i, 1), scores.Probability(i, 0)), Is.EqualTo((yes[i], 1 - yes[i])));
            Assert.That(scores.Top1(i), Is.EqualTo(yes[i] > 0.5f ? 1 : 0));
        }
        var (no, class1) = (Gradient(model, 0, RuleSet.Standard), Gradient(model, 1, RuleSet.Standard));
        Assert.That(no, Is.EqualTo(class1.Select(v => -v)).Within(1e-7));
    }

    // Twice the same column, or columns of two softmaxes, may come to 2.
    [Test]
    public void Added_columns_that_are_not_apart_are_no_probability()
    {
        static Value Softmax(Value x) => x.Map("Softmax", ("axis", 1L));
        Func<GraphBuilder, Value, Value>[] heads =
        [
            (_, x) => Softmax(x) is var p ? p.Slice(1, 0, 1) + p.Slice(1, 0, 1) : x,
            (_, x) => Softmax(x).Slice(1, 0, 1) + Softmax(-x).Slice(1, 1, 2),
        ];
        foreach (var head in heads)
        {
            using var model = Open(SmallNetworks.Convolutional(head));
            Assert.That(model.Notes, Has.Some.Contains("taken for a logit"));
        }
    }

    [TestCaseSource(nameof(Logits))]
    public void A_number_stays_one_number(Func<GraphBuilder, Value, Value> head)
    {
        var graph = SmallNetworks.Convolutional(head);
        using var model = Open(graph, new NetworkChoices(Kind: ScoreKind.Linear));
        var scores = model.Predict(Images);
        Assert.That((model.ClassCount, scores.HasProbabilities, scores.Top1(1)), Is.EqualTo((1, false, 0)));
        Assert.That(scores.Logits.Values, Is.EqualTo(Outputs(graph)).Within(1e-5));
        Assert.That(() => scores.Probabilities, Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("no-probability"));
        Assert.That(() => Gradient(model, 0, RuleSet.OfProbability), Throws.TypeOf<NotApplicableException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_sigmoid_beside_its_complement_is_two_classes_in_their_order(bool yesFirst)
    {
        Value Logit(GraphBuilder b, Value x) => x.MatMul(SmallNetworks.Weights(b, "w", 8, 4, 1));
        using var model = Open(SmallNetworks.Convolutional((b, x) =>
        {
            var yes = Logit(b, x).Map("Sigmoid");
            return b.Op("Concat", yesFirst ? [yes, 1 - yes] : [1 - yes, yes], ("axis", 1L));
        }));
        Check(model, [.. Outputs(SmallNetworks.Convolutional(Logit)).Select(z => yesFirst ? -z : z)]);
    }

    // Relevance starts at the last layer as in a network that was written with two classes.
    [Test]
    public void Relevance_is_that_of_the_same_network_with_two_classes()
    {
        float[] weights = [0.3f, -0.8f, 0.5f, 0.2f];
        using var one = Open(SmallNetworks.Convolutional((b, x) => x.MatMul(b.Weight("w", Constant.Of(weights, 4, 1)))));
        using var two = Open(SmallNetworks.Convolutional((b, x) =>
            x.MatMul(b.Weight("w", Constant.Of([.. weights.SelectMany(w => new[] { -w, w })], 4, 2)))));
        foreach (var rules in new[] { Composites.Epsilon(1e-6), Composites.EpsilonAlpha2Beta1(1e-6) })
            for (var c = 0; c < 2; c++)
                Assert.That(Gradient(one, c, rules.FromScore()), Is.EqualTo(Gradient(two, c, rules.FromScore())).Within(1e-6));
    }

    [Test]
    public void A_softmax_of_one_score_is_refused() => Assert.That(
        () => Open(SmallNetworks.Convolutional((b, x) => x.Sum(keep: true, 1).Map("Softmax", ("axis", 1L)))),
        Throws.TypeOf<InputException>().With.Message.Contains("a softmax makes 1 of the one score"));

    private static void Check(OnnxModel model, float[] logits)
    {
        var scores = model.Predict(Images);
        Assert.That((model.ClassCount, scores.Kind), Is.EqualTo((2, ScoreKind.Sigmoid)));
        for (var i = 0; i < logits.Length; i++)
        {
            Assert.That(scores.Logit(i, 1), Is.EqualTo(logits[i]).Within(1e-5));
            Assert.That(scores.Probability(i, 1), Is.EqualTo(1 / (1 + Math.Exp(-logits[i]))).Within(1e-6));
            Assert.That(scores.Probability(i, 0) + scores.Probability(i, 1), Is.EqualTo(1).Within(1e-6));
            Assert.That(scores.Top1(i), Is.EqualTo(logits[i] > 0 ? 1 : 0));
        }
        var (no, yes) = (Gradient(model, 0, RuleSet.Standard), Gradient(model, 1, RuleSet.Standard));
        Assert.That(no, Is.EqualTo(yes.Select(v => -v)).Within(1e-6));
        var slopes = logits.SelectMany(z => Enumerable.Repeat(1 / (1 + Math.Exp(-z)) / (1 + Math.Exp(z)), yes.Length / logits.Length));
        Assert.That(Gradient(model, 1, RuleSet.OfProbability), Is.EqualTo(yes.Zip(slopes, (v, s) => v * s)).Within(1e-6));
    }

    private static float[] Gradient(OnnxModel model, int target, RuleSet rules) =>
        model.Gradient(Images, ModelExtensions.OneHot([target, target, target], model.ClassCount), ["image"], rules).Gradients[0].Values;

    private static OnnxModel Open(Graph graph, NetworkChoices? choices = null)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0), choices: choices);
    }

    private static float[] Outputs(Graph graph)
    {
        using var session = new Session(graph, 1);
        return session.Run(("image", Images))[0].Values;
    }
}
