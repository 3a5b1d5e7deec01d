using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

public sealed class ConvolutionalModelTests
{
    private static readonly ImageSize Size = new(2, 6, 5);

    [Test]
    public void Its_derivative_is_the_slope_of_its_logit()
    {
        var model = ConvolutionalModel.Random(Size, 3, seed: 1);
        var image = Images.Random(Size, 1, seed: 2).Values;
        var gradient = model.Gradient(image, [2], "input").Gradients[0];
        const float Step = 1e-3f;
        for (var i = 0; i < Size.Length; i++)
        {
            var (up, down) = (image.Clone(), image.Clone());
            up.Values[i] += Step;
            down.Values[i] -= Step;
            var slope = (model.Predict(up).Logit(0, 2) - model.Predict(down).Logit(0, 2)) / (up.Values[i] - down.Values[i]);
            Assert.That(gradient.Values[i], Is.EqualTo(slope).Within(2e-3), $"value {i}");
        }
    }

    [Test]
    public void Guided_rules_stop_negative_signals_where_the_derivative_does_not()
    {
        var model = ConvolutionalModel.Random(Size, 3, seed: 1);
        var image = Images.Random(Size, 1, seed: 2).Values;
        var seed = ModelExtensions.OneHot([0], 3);
        var plain = model.Gradient(image, seed, ["relu1", "input"], RuleSet.Standard);
        var guided = model.Gradient(image, seed, ["relu1", "input"], RuleSet.GuidedBackpropagation);
        Assert.That(guided.Scores.Logits.Values, Is.EqualTo(plain.Scores.Logits.Values));
        Assert.That(guided.Gradients[1].Values, Is.Not.EqualTo(plain.Gradients[1].Values));
    }
}
