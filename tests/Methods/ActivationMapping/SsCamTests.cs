using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

internal sealed class SsCamTests
{
    [TestCase(Smoothing.Mask)]
    [TestCase(Smoothing.Input)]
    public void Without_noise_it_is_Score_CAM(Smoothing smooth)
    {
        var expected = new ScoreCam(Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var actual = new SsCam(4, 0, smooth, Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-6));
    }

    // 30 samples of 4 or 5 channels are more variants than fit in one chunk.
    [TestCase("relu1", Smoothing.Mask, ClassScore.Logit, 30)]
    [TestCase("relu1", Smoothing.Input, ClassScore.Logit, 3)]
    [TestCase("relu2", Smoothing.Mask, ClassScore.Probability, 3)]
    [TestCase("relu2", Smoothing.Input, ClassScore.Probability, 30)]
    public void It_is_the_formula_with_the_same_noise_for_every_channel(string layer, Smoothing smooth, ClassScore score, int samples)
    {
        const double Sigma = 0.7;
        var image = MaskedImages.Image;
        float[] Noise(int sample, int length)
        {
            var random = LayerView.Batch.Seeds[0].For(sample).Random();
            return [.. Enumerable.Range(0, length).Select(_ => (float)(Sigma * random.NextGaussian()))];
        }
        var expected = MaskedImages.Map(layer, score, samples, (s, mask) => smooth == Smoothing.Mask
            ? image.Times([.. mask.Zip(Noise(s, mask.Length), (m, e) => m + e)])
            : image.Zip(Noise(s, image.Length), (x, e) => x + e).ToArray().Times(mask));
        var actual = new SsCam(samples, Sigma, smooth, score, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_constant_channel_is_seen_through_noise_alone()
    {
        // M_0 = (0, 1), M_1 = 0. With the noise (e, f): S_0 = 3·f + 3 and S_1 = 3·f, less what both have in common; the difference is 3
        // whatever the noise.
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[1, 1, 0, 0]], [0]);
        var map = new SsCam(20, 2).Explain(model, Images.Of(size, 2, 3, 5, 5), [0])[0];
        var share = 1 / (1 + Math.Exp(-3));
        Assert.That(map.Values.Values, Is.EqualTo(new[] { 2 * share + 5 * (1 - share), 3 * share + 5 * (1 - share) }).Within(1e-4));
    }
}
