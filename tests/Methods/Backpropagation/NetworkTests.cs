using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>The gradient methods on a small ReLU network.</summary>
internal sealed class NetworkTests
{
    private static readonly ImageSize Size = new(2, 6, 5);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, seed: 21);
    private static readonly ImageBatch Batch = Images.Random(Size, 1, seed: 22);

    [TestCase(QuadratureRule.GaussLegendre, 0.01)]
    [TestCase(QuadratureRule.Trapezoid, 0.01)]
    [TestCase(QuadratureRule.RiemannMiddle, 0.01)]
    [TestCase(QuadratureRule.RiemannLeft, 0.03)]
    [TestCase(QuadratureRule.RiemannRight, 0.03)]
    public void Integrated_gradients_sum_to_the_difference_of_the_logits(QuadratureRule rule, double tolerance)
    {
        var attribution = new IntegratedGradients(300, rule).Explain(Model, Batch, [1])[0];
        var difference = Model.Predict(Batch.Values).Logit(0, 1) - Model.Predict(Tensor.Zeros(Batch.Values.Shape)).Logit(0, 1);
        Assert.That(attribution.Values.Values.Sum(), Is.EqualTo(difference).Within(tolerance * Math.Abs(difference)));
    }

    [Test]
    public void Smoothgrad_is_the_mean_of_the_gradients_at_the_noisy_images()
    {
        var (image, seed) = (Batch.Values.Values, Batch.Seeds[0]);
        var sigma = 0.2 * (image.Max() - image.Min());
        var expected = new double[Size.Length];
        for (var s = 0; s < 7; s++)
        {
            var random = seed.For(s).Random();
            var noisy = new Tensor([.. image.Select(x => x + (float)(sigma * random.NextGaussian()))], Batch.Values.Shape);
            var gradient = Model.Gradient(noisy, [0], "input").Gradients[0].Values;
            for (var i = 0; i < expected.Length; i++)
                expected[i] += gradient[i] / 7;
        }
        var actual = new SmoothGrad(7, 0.2).Explain(Model, Batch, [0])[0].Values.Values;
        Assert.That(actual, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Squaregrad_and_vargrad_are_moments_of_the_gradients_at_the_noisy_copies()
    {
        const int Samples = 9;
        var image = Batch.Values.Item(0).ToArray();
        var sigma = 0.2 * ((double)image.Max() - image.Min());
        var gradients = Enumerable.Range(0, Samples).Select(s =>
        {
            var random = Batch.Seeds[0].For(s).Random();
            var noisy = new Tensor([.. image.Select(x => x + (float)(sigma * random.NextGaussian()))], Batch.Values.Shape);
            return Model.Gradient(noisy, [0], "input").Gradients[0].Values;
        }).ToList();
        double Mean(Func<double, double> of, int i) => gradients.Average(g => of(g[i]));
        var squares = new SquareGrad(Samples, 0.2).Explain(Model, Batch, [0])[0].Values.Values;
        var variance = new VarGrad(Samples, 0.2).Explain(Model, Batch, [0])[0].Values.Values;
        for (var i = 0; i < image.Length; i++)
        {
            var mean = Mean(g => g, i);
            Assert.That(squares[i], Is.EqualTo(Mean(g => g * g, i)).Within(1e-6));
            Assert.That(variance[i], Is.EqualTo(Mean(g => (g - mean) * (g - mean), i)).Within(1e-6));
        }
    }

    [Test]
    public void Expected_gradients_come_near_the_integrated_gradients_of_the_same_baselines()
    {
        var expected = new IntegratedGradients(200, Baseline: "black+white").Explain(Model, Batch, [0])[0].Values.Values;
        var actual = new ExpectedGradients(4000, "black+white").Explain(Model, Batch, [0])[0].Values.Values;
        Assert.That(actual, Is.EqualTo(expected).Within(0.02f * expected.Max(Math.Abs)));
    }

    [Test]
    public void Stored_noise_takes_the_place_of_drawn_noise()
    {
        var subject = new Subject(0, Batch.Values.Values, Size, 0, Seed.Of(1));
        var still = ((INoisyGradientMethod)new SmoothGrad(3)).Explain(Model, subject, (_, noise) => noise.Clear());
        Assert.That(still.Values.Values, Is.EqualTo(new Gradient().Explain(Model, Batch, [0])[0].Values.Values).Within(1e-7f));
    }

    [Test]
    public void Guided_backpropagation_is_the_pass_by_the_guided_rules_and_not_the_gradient()
    {
        var actual = new GuidedBackprop().Explain(Model, Batch, [0])[0].Values.Values;
        var pass = Model.Gradient(Batch.Values, ModelExtensions.OneHot([0], 3), ["input"], RuleSet.GuidedBackpropagation);
        Assert.That(actual, Is.EqualTo(pass.Gradients[0].Values));
        Assert.That(actual, Is.Not.EqualTo(new Gradient().Explain(Model, Batch, [0])[0].Values.Values));
    }
}
