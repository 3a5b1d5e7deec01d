using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using ImageSet = VisEval.Tests.Testing.Images;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Classes that stand by themselves, numbers that are no classes, and what a description may state of them.</summary>
[Category("Engine")]
public sealed class ScoreKindTests
{
    private static readonly Tensor Images = ImageSet.Random(new ImageSize(3, 8, 8), 2, seed: 5).Values;

    private static TestCaseData Case(string name, Func<Value, Value> end) => new(end) { TestName = $"{{m}}({name})" };

    private static IEnumerable<TestCaseData> Sigmoids =>
    [
        Case("plain", x => x.Map("Sigmoid")),
        Case("clipped", x => x.Builder.Op("Clip", [x.Map("Sigmoid"), x.Builder.Scalar(1e-7f), x.Builder.Scalar(1 - 1e-7f)])),
        Case("logarithm", x => x.Map("Sigmoid").Map("Log")),
    ];

    [TestCaseSource(nameof(Sigmoids))]
    public void A_sigmoid_at_the_end_makes_every_class_stand_by_itself(Func<Value, Value> end)
    {
        using var model = Open(SmallNetworks.Convolutional((_, x) => end(x)));
        using var logits = Open(SmallNetworks.Convolutional(), new NetworkChoices(Kind: ScoreKind.Sigmoid));
        var (scores, z) = (model.Predict(Images), logits.Predict(Images).Logits);
        Assert.That(scores.Logits.Values, Is.EqualTo(z.Values).Within(1e-6));
        Assert.That(scores.Probabilities.Values, Is.EqualTo(z.Values.Select(v => 1 / (1 + Math.Exp(-v)))).Within(1e-6));
        Assert.That(logits.Predict(Images).Probabilities.Values, Is.EqualTo(scores.Probabilities.Values).Within(1e-6));
    }

    // What another class says must not move the probability of this one.
    [Test]
    public void The_gradient_of_a_probability_is_that_of_its_own_logit()
    {
        using var model = Open(SmallNetworks.Convolutional((_, x) => x.Map("Sigmoid")));
        var p = model.Predict(Images).Probability(0, 1);
        float[] At(RuleSet rules) =>
            model.Gradient(Images, ModelExtensions.OneHot([1, 1], 4), ["image"], rules).Gradients[0].Item(0).ToArray();
        var own = At(RuleSet.Standard);
        Assert.That(At(RuleSet.OfProbability), Is.EqualTo(own.Select(v => v * p * (1 - p))).Within(1e-6));
        Assert.That(At(RuleSet.OfLogProbability), Is.EqualTo(own.Select(v => v * (1 - p))).Within(1e-6));
        Assert.That(At(RuleSet.Standard.FromLogOdds()), Is.EqualTo(own).Within(1e-6));
        Assert.That(At(RuleSet.Standard.FromOthers()), Is.All.Zero);
    }

    [Test]
    public void A_hard_sigmoid_gives_probabilities_without_logits()
    {
        var graph = SmallNetworks.Convolutional((_, x) => x.Map("HardSigmoid"));
        using var model = Open(graph);
        using var session = new Session(graph, 1);
        var scores = model.Predict(Images);
        Assert.That(scores.Probabilities.Values, Is.EqualTo(session.Run(("image", Images))[0].Values).Within(1e-6));
        static double Logarithm(double p) => Math.Log(Math.Max(p, 1.17549435e-38));
        Assert.That(
            scores.Logits.Values, Is.EqualTo(scores.Probabilities.Values.Select(p => Logarithm(p) - Logarithm(1 - p))).Within(1e-4));
    }

    [TestCase("Softmax", ScoreKind.Sigmoid)]
    [TestCase("Sigmoid", ScoreKind.Softmax)]
    public void A_statement_that_contradicts_the_network_is_refused(string end, ScoreKind stated) => Assert.That(
        () => Open(SmallNetworks.Convolutional((_, x) => x.Map(end)), new NetworkChoices(Kind: stated)),
        Throws.TypeOf<InputException>().With.Message.Contains("scoreKind").And.Message.Contains(end.ToLowerInvariant()));

    [Test]
    public void Numbers_are_taken_as_the_network_gives_them()
    {
        var graph = SmallNetworks.Convolutional((_, x) => x.Map("Sigmoid"));
        using var model = Open(graph, new NetworkChoices(Kind: ScoreKind.Linear));
        using var session = new Session(graph, 1);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(session.Run(("image", Images))[0].Values).Within(1e-6));
    }

    private static OnnxModel Open(Graph graph, NetworkChoices? choices = null)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0), choices: choices);
    }
}
