using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>The gradient methods on a linear model, where theory says everything.</summary>
internal sealed class LinearTests
{
    private static readonly ImageSize Size = new(3, 4, 5);
    private static readonly LinearModel Model = LinearModel.Random(Size, 3, seed: 1);
    private static readonly ImageBatch Batch = Images.Random(Size, 2, seed: 2);
    private static readonly int[] Targets = [2, 0];

    [Test]
    public void The_gradient_is_the_weights_signed_a_channel() => AreWeights(new Gradient(), 0, ChannelReduction.MaxAbsolute);

    [Test]
    public void Guided_backpropagation_without_relu_is_the_weights() => AreWeights(new GuidedBackprop(), 0, ChannelReduction.MaxAbsolute);

    [TestCase(1, 0.0)]
    [TestCase(1, 0.15)]
    [TestCase(100, 10.0)]
    public void Smoothgrad_is_the_weights_whatever_the_noise(int samples, double noise) =>
        AreWeights(new SmoothGrad(samples, noise), 1e-6f, ChannelReduction.MaxAbsolute);

    [Test]
    public void Input_times_gradient_is_weight_times_input()
    {
        var attributions = new InputXGradient().Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
        {
            Assert.That(
                attributions[n].Values.Values,
                Is.EqualTo(Batch.Values.Item(n).ToArray().Zip(Model.Weights[Targets[n]], (x, w) => x * w)));
            Assert.That(attributions[n].Reduction, Is.EqualTo(ChannelReduction.Sum));
        }
    }

    [Test]
    public void Integrated_gradients_are_weight_times_the_way_from_the_baseline(
        [Values] QuadratureRule rule, [Values] Baseline baseline, [Values(2, 3, 50)] int steps)
    {
        var attributions = new IntegratedGradients(steps, rule, Kebab.From(baseline.ToString())).Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            var start = baseline.Of(Batch.Subject(n, 0));
            var expected = image.Select((x, i) => Model.Weights[Targets[n]][i] * (x - start[i]));
            Assert.That(attributions[n].Values.Values, Is.EqualTo(expected).Within(1e-5f));
            Assert.That(attributions[n].Reduction, Is.EqualTo(ChannelReduction.Sum));
        }
    }

    [Test]
    public void Of_several_baselines_integrated_gradients_are_the_mean()
    {
        var both = new IntegratedGradients(8, Baseline: "black+white").Explain(Model, Batch, Targets)[1].Values.Values;
        var (black, white) = (Single("black"), Single("white"));
        Assert.That(both, Is.EqualTo(black.Zip(white, (b, w) => (b + w) / 2)).Within(1e-5f));

        float[] Single(string baseline) => new IntegratedGradients(8, Baseline: baseline).Explain(Model, Batch, Targets)[1].Values.Values;
    }

    [Test]
    public void Expected_gradients_are_weight_times_the_way_from_the_mean_of_the_sampled_baselines()
    {
        // 70 samples are more than one chunk; baselines in turn, so that the third is taken once less.
        const int Samples = 71;
        var attributions = new ExpectedGradients(Samples, "black+random+white").Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            var mean = new double[image.Length];
            for (var s = 0; s < Samples; s++)
            {
                Baseline[] kinds = [Baseline.Black, Baseline.Random, Baseline.White];
                var baseline = kinds[s % 3].Of(Batch.Subject(n, Targets[n]), Batch.Seeds[n].For(s));
                for (var i = 0; i < mean.Length; i++)
                    mean[i] += baseline[i] / (double)Samples;
            }
            Assert.That(
                attributions[n].Values.Values,
                Is.EqualTo(image.Select((x, i) => Model.Weights[Targets[n]][i] * (x - mean[i]))).Within(1e-5f));
        }
    }

    [Test]
    public void Expected_gradients_of_reference_images_sample_them_in_turn()
    {
        var references = Images.Random(Size, 3, seed: 77).Values;
        var attributions = new ExpectedGradients(7).Explain(Model, Batch.With(references), Targets);
        int[] turns = [3, 2, 2];
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            double Mean(int i) => Enumerable.Range(0, 3).Sum(r => turns[r] * (double)references.Item(r)[i]) / 7;
            Assert.That(
                attributions[n].Values.Values,
                Is.EqualTo(image.Select((x, i) => Model.Weights[Targets[n]][i] * (x - Mean(i)))).Within(1e-5f));
        }
    }

    [Test]
    public void Squared_gradients_are_the_squared_weights_and_do_not_vary()
    {
        var squares = new SquareGrad(20).Explain(Model, Batch, Targets)[0];
        Assert.That(squares.Values.Values, Is.EqualTo(Model.Weights[2].Select(w => w * w)).Within(1e-5f));
        Assert.That(squares.Reduction, Is.EqualTo(ChannelReduction.Sum));
        Assert.That(new VarGrad(20).Explain(Model, Batch, Targets)[0].Values.Values, Is.All.EqualTo(0));
    }

    private static void AreWeights(IAttributionMethod method, float tolerance, ChannelReduction reduction)
    {
        var attributions = method.Explain(Model, Batch, Targets);
        for (var n = 0; n < 2; n++)
        {
            Assert.That(attributions[n].Values.Shape.ToArray(), Is.EqualTo(new[] { 3, 4, 5 }));
            Assert.That(attributions[n].Values.Values, Is.EqualTo(Model.Weights[Targets[n]]).Within(tolerance));
            Assert.That(attributions[n].Reduction, Is.EqualTo(reduction));
        }
    }
}
