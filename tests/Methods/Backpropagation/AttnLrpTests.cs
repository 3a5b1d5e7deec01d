using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>The rules themselves are tested with the composite: TransformerCompositeTests.</summary>
[Category("Engine")]
public sealed class AttnLrpTests
{
    [Test]
    public void Relevance_starts_with_the_logit_and_the_options_are_those_of_the_rules()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy"));
        int[] targets = [3, 4];
        var maps = new AttnLrp(0.1, 0.5).Explain(model, new ImageBatch(images, [Seed.Of(0), Seed.Of(1)]), targets);
        var pass = model.Gradient(
            images, ModelExtensions.OneHot(targets, model.ClassCount), [model.InputTensor], TransformerComposites.AttnLrp(0.5, 0.1));
        for (var n = 0; n < 2; n++)
        {
            var expected = pass.Gradients[0].Item(n).ToArray().Select(v => v * pass.Scores.Logit(n, targets[n])).ToArray();
            Assert.That(maps[n].Values.Values, Is.EqualTo(expected).Within(1e-4f * expected.Max(MathF.Abs)));
        }
    }

    // A network of convolutions, ReLUs and no biases has no rule of a transformer: ε conserves the logit.
    [Test]
    public void Without_attention_and_biases_the_whole_logit_arrives()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vggish_nobias.onnx"));
        var images = Images.Random(model.Input, 2, 5);
        var maps = new AttnLrp(0, 0).Explain(model, images, [3, 1]);
        var scores = model.Predict(images.Values);
        foreach (var (n, target) in new[] { (0, 3), (1, 1) })
            Assert.That(
                maps[n].Values.Values.Sum(v => (double)v),
                Is.EqualTo(scores.Logit(n, target)).Within(1e-2 * Math.Max(1, Math.Abs(scores.Logit(n, target)))));
    }

    [TestCase("vitish")]
    [TestCase("convnextish")]
    [TestCase("efficientnetish")]
    [TestCase("mobilenetv3ish")]
    public void It_goes_through_every_network(string network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var map = new AttnLrp().Explain(model, Images.Random(model.Input, 1, 5), [0])[0].Values.Values;
        Assert.That(map, Has.All.Matches<float>(float.IsFinite).And.Some.Not.EqualTo(0f));
    }
}
