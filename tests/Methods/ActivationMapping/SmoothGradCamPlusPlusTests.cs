using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class SmoothGradCamPlusPlusTests
{
    [TestCase("relu1")]
    [TestCase("relu2")]
    [TestCase("relu1+relu2")]
    public void Without_noise_it_is_Grad_CAM_plus_plus(string layer)
    {
        var expected = new GradCamPlusPlus(Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var actual = new SmoothGradCamPlusPlus(3, 0, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-6));
    }

    // More samples than fit in one chunk.
    [TestCase(2)]
    [TestCase(70)]
    public void It_is_the_formula_with_the_means_of_the_powers_of_the_noisy_gradients(int samples)
    {
        var (image, seed) = (LayerView.Batch.Single(1), LayerView.Batch.Seeds[1]);
        var clean = LayerView.Of("relu1", 1);
        var noisy = Enumerable.Range(0, samples).Select(s =>
        {
            var random = seed.For(s).Random();
            float[] values = [.. image.Values.Values.Select(v => v + (float)(0.5 * random.NextGaussian()))];
            var copy = image with { Values = new Tensor(values, image.Values.Shape) };
            return LayerView.Of(LayerView.Model, copy, LayerView.Targets[1], "relu1").G;
        }).ToList();
        double Mean(int k, int i, int power) => noisy.Average(g => Math.Pow(g[k][i], power));
        var map = clean.Sum(k => Enumerable.Range(0, clean.Places).Sum(i =>
        {
            var denominator = 2 * Mean(k, i, 2) + Mean(k, i, 3) * clean.A[k].Sum();
            return Mean(k, i, 2) == 0 ? 0 : Mean(k, i, 2) / denominator * Math.Max(Mean(k, i, 1), 0);
        }));
        var actual = new SmoothGradCamPlusPlus(samples, 0.5, "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[1];
        Assert.That(actual.Values.Values, Is.EqualTo(LayerView.Relu(map)).Within(1e-5));
    }

    [Test]
    public void Other_seeds_give_other_maps_where_the_gradient_depends_on_the_image()
    {
        float[] Map(long seed) => new SmoothGradCamPlusPlus(Layer: "relu1")
            .Explain(LayerView.Model, LayerView.Batch.Single(0) with { Seeds = [Seed.Of(seed)] }, [0])[0].Values.Values;
        Assert.That(Map(1), Is.Not.EqualTo(Map(2)));
        Assert.That(Map(1), Is.EqualTo(Map(1)));
    }
}
