using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Models;
using VisEval.Tests.Methods.Shared.Resampling;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

internal sealed class BlurIgTests
{
    private static readonly ImageSize Size = new(2, 28, 7);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, seed: 31);
    private static readonly ImageBatch Batch = Images.Random(Size, 2, seed: 32);

    // The picture has the area of 14×14 pixels, so that widths are 14/224; 70 steps are more than one chunk.
    [TestCase(50, 70, 0.01, SigmaSpacing.Linear)]
    [TestCase(32, 9, 0.2, SigmaSpacing.Linear)]
    [TestCase(32, 9, 0.01, SigmaSpacing.Sqrt)]
    public void It_is_the_sum_over_the_scales_of_the_change_times_the_gradient(double maxSigma, int steps, double h, SigmaSpacing spacing)
    {
        double Sigma(int i) => maxSigma / 16 * (spacing == SigmaSpacing.Linear ? (double)i / steps : Math.Sqrt((double)i / steps));
        var actual = new BlurIg(maxSigma, steps, h, spacing).Explain(Model, Batch, [1, 2]);
        for (var n = 0; n < 2; n++)
        {
            var (image, expected) = (Batch.Values.Item(n).ToArray(), new double[Size.Length]);
            for (var s = 0; s < steps; s++)
            {
                var (near, far) = (ScaleSpaceTests.Blur(image, Size, Sigma(s)), ScaleSpaceTests.Blur(image, Size, Sigma(s) + h));
                var gradient = Model.Gradient(AsBatch(near), [n + 1], "input").Gradients[0].Values;
                for (var i = 0; i < expected.Length; i++)
                    expected[i] -= (Sigma(s + 1) - Sigma(s)) * (far[i] - near[i]) / h * gradient[i];
            }
            Assert.That(actual[n].Values.Shape.ToArray(), Is.EqualTo(new[] { 2, 28, 7 }));
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected).Within(1e-5 * expected.Max(Math.Abs)));
        }
    }

    [TestCase(SigmaSpacing.Linear)]
    [TestCase(SigmaSpacing.Sqrt)]
    public void The_values_sum_to_the_score_of_the_image_less_that_of_the_blurred_image(SigmaSpacing spacing)
    {
        using var model = SmoothNetwork.Open(Size);
        var attributions = new BlurIg(Steps: 3000, GradStep: 0.001, Spacing: spacing).Explain(model, Batch, [0, 2]);
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            double Score(double[] values) => model.Predict(AsBatch(values)).Logit(0, 2 * n);
            var difference = Score(Array.ConvertAll(image, v => (double)v)) - Score(ScaleSpaceTests.Blur(image, Size, 50.0 / 16));
            Assert.That(Math.Abs(difference), Is.GreaterThan(0.1));
            Assert.That(attributions[n].Values.Values.Sum(v => (double)v), Is.EqualTo(difference).Within(0.005 * Math.Abs(difference)));
        }
    }

    [Test]
    public void A_linear_model_gives_weight_times_what_the_blur_takes_away()
    {
        var model = LinearModel.Random(Size, 3, seed: 33);
        var actual = new BlurIg(Steps: 3000, GradStep: 0.001).Explain(model, Batch, [1, 1]);
        var image = Batch.Values.Item(1).ToArray();
        var taken = ScaleSpaceTests.Blur(image, Size, 50.0 / 16).Zip(image, (blurred, x) => x - blurred);
        Assert.That(actual[1].Values.Values, Is.EqualTo(taken.Zip(model.Weights[1], (t, w) => t * w)).Within(0.01));
    }

    [Test]
    public void The_widths_go_from_zero_to_the_largest()
    {
        Assert.That(SigmaSpacing.Linear.Sigmas(8, 4), Is.EqualTo(new double[] { 0, 2, 4, 6, 8 }));
        Assert.That(SigmaSpacing.Sqrt.Sigmas(8, 4), Is.EqualTo(new[] { 0, 4, 8 / Math.Sqrt(2), 8 * Math.Sqrt(0.75), 8 }).Within(1e-12));
    }

    [Test]
    public void Each_step_costs_one_gradient()
    {
        var model = new CountingModel(Model);
        new BlurIg(Steps: 70).Explain(model, Batch.Single(0), [1]);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((70, 70)));
    }

    private static Tensor AsBatch(double[] image) => new(Array.ConvertAll(image, v => (float)v), 1, 2, 28, 7);
}
