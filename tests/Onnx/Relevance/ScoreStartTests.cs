using VisEval.Core;
using VisEval.Harness.Formats;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Runtime;
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
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 1, 2);
        var squares = x * x;
        b.Add(Node.Of("Identity", [(squares / squares.Sum(keep: true, 3)).Reshape(0, 2).Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        var image = new Tensor([1, 2], 1, 1, 1, 2);
        var areProbabilities = Math.Abs(model.Predict(image).Probabilities.Values[0] - 0.2) < 1e-6;
        var direct = model.Gradient(image, ModelExtensions.OneHot([0], 2), ["image"], RuleSet.OfProbability).Gradients[0].Values;
        // p₀ = x₀²/(x₀²+x₁²): ∂p₀/∂x₀ = 2x₀x₁²/(…)² = 8/25 and ∂p₀/∂x₁ = −2x₀²x₁/(…)² = −4/25; through a softmax of p: times 2·s₀·s₁.
        var s0 = 1 / (1 + Math.Exp(0.6));
        var factor = areProbabilities ? 1 : 2 * s0 * (1 - s0);
        Assert.That(direct, Is.EqualTo(new[] { (float)(factor * 8 / 25), (float)(factor * -4 / 25) }).Within(1e-6f));
    }

    private static void Compare(OnnxModel model, Tensor images, RuleSet rules, Tensor expected)
    {
        var pass = model.Gradient(images, ModelExtensions.OneHot([Target, Target], model.ClassCount), [model.InputTensor], rules);
        Assert.That(pass.Gradients[0].Values, Is.EqualTo(expected.Values).Within(1e-5f * expected.Values.Max(Math.Abs)));
    }
}
