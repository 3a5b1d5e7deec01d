using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>Derivatives of probabilities from one pass, against those put together from the derivatives of all logits.</summary>
[Category("Engine")]
public sealed class ScoreStartTests
{
    // Not the class that is nearly certain: 1 − p loses its digits in 32 bits, here and there.
    private const int Target = 1;

    // squeezenetish scores N×C×1×1 before its flattening; opzoo ends in a softmax that is looked through.
    [TestCase("resnetish")]
    [TestCase("squeezenetish")]
    [TestCase("opzoo")]
    public void A_pass_of_probabilities_is_the_sum_over_the_logits(string network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy"));
        var p = model.Predict(images).Probabilities;
        var (ofProbability, ofLogarithm) = (Tensor.Zeros(images.Shape), Tensor.Zeros(images.Shape));
        for (var c = 0; c < model.ClassCount; c++)
        {
            var gradient = model.Gradient(images, [c, c], model.InputTensor).Gradients[0];
            for (var n = 0; n < 2; n++)
                for (var i = 0; i < gradient.ItemLength; i++)
                {
                    var weight = (c == Target ? 1 : 0) - p.Item(n)[c];
                    ofProbability.Item(n)[i] += p.Item(n)[Target] * weight * gradient.Item(n)[i];
                    ofLogarithm.Item(n)[i] += weight * gradient.Item(n)[i];
                }
        }
        Compare(model, images, RuleSet.OfProbability, ofProbability);
        Compare(model, images, RuleSet.OfLogProbability, ofLogarithm);
    }

    [Test]
    public void Probabilities_without_logits_behind_them_start_from_themselves()
    {
        // Two softmaxes of two, flattened to four "classes": no four logits stand behind them.
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 2);
        b.Add(Node.Of("Flatten", [x.Reshape(0, 2, 2).Map("Softmax", ("axis", -1L)).Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(ModelInspection.Of(model).Meaning.AreProbabilities);
        var image = new Tensor([0.3f, 1.1f, -0.4f, 2], 1, 1, 2, 2);
        float[] Derivative(RuleSet rules) => model.Gradient(image, ModelExtensions.OneHot([0], 4), ["image"], rules).Gradients[0].Values;
        var p = (float)(1 / (1 + Math.Exp(0.8)));
        Assert.That(Derivative(RuleSet.OfProbability), Is.EqualTo(new[] { p * (1 - p), -p * (1 - p), 0, 0 }).Within(1e-6f));
        Assert.That(Derivative(RuleSet.OfLogProbability), Is.EqualTo(new[] { 1 - p, -(1 - p), 0, 0 }).Within(1e-6f));
    }

    // squeezenetish scores N×C×1×1 before its flattening.
    [TestCase("resnetish")]
    [TestCase("squeezenetish")]
    [TestCase("vitish")]
    public void A_pass_of_the_first_choice_is_the_pass_of_the_class_with_the_highest_score(string network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy"));
        var scores = model.Predict(images);
        var expected = model.Gradient(images, [scores.Top1(0), scores.Top1(1)], model.InputTensor).Gradients[0];
        var other = ModelExtensions.OneHot([(scores.Top1(0) + 1) % model.ClassCount, 0], model.ClassCount);
        var pass = model.Gradient(images, other, [model.InputTensor], RuleSet.OfFirstChoice);
        Assert.That(pass.Scores.Logits.Values, Is.EqualTo(scores.Logits.Values).Within(1e-5f));
        Assert.That(pass.Gradients[0].Values, Is.EqualTo(expected.Values).Within(1e-6f * expected.Values.Max(Math.Abs)));
    }

    [Test]
    public void Of_equal_scores_the_first_is_chosen()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 1, 3);
        using var file = new TemporaryModel(b.Build([(x.Map("Flatten") * 2f).Name]));
        using var model = OnnxModel.Open(file.Path);
        var image = new Tensor([1, 4, 4], 1, 1, 1, 3);
        var pass = model.Gradient(image, Tensor.Zeros(1, 3), ["image"], RuleSet.OfFirstChoice);
        Assert.That(pass.Gradients[0].Values, Is.EqualTo(new float[] { 0, 2, 0 }));
    }

    private static void Compare(OnnxModel model, Tensor images, RuleSet rules, Tensor expected)
    {
        var pass = model.Gradient(images, ModelExtensions.OneHot([Target, Target], model.ClassCount), [model.InputTensor], rules);
        Assert.That(pass.Gradients[0].Values, Is.EqualTo(expected.Values).Within(1e-5f * expected.Values.Max(Math.Abs)));
    }
}
