using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Optimization;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class OptiCamTests
{
    private static readonly ImageSize Pair = new(2, 1, 4);

    [TestCase("relu1")]
    [TestCase("relu2")]
    public void The_gradient_is_that_of_differences(string layer)
    {
        var mixture = new ChannelMixture(LayerView.Model, State(LayerView.Model, LayerView.Batch, layer), ClassScore.Logit);
        var channels = LayerView.Of(layer, 0).A.Length;
        float[] u = [.. Enumerable.Range(0, channels).Select(k => MathF.Sin(k + 1))];
        double Score(float[] at)
        {
            var seen = MaskedImages.Image.Times(mixture.Mask(at));
            return LayerView.Model.Predict(new Tensor(seen, 1, 3, 6, 7)).Logit(0, LayerView.Targets[0]);
        }
        var gradient = new float[channels];
        Assert.That(mixture.Gradient(u, mixture.Mask(u), gradient), Is.EqualTo(Score(u)).Within(1e-6));
        for (var k = 0; k < channels; k++)
        {
            double At(float step) => Score([.. u.Select((v, i) => i == k ? v + step : v)]);
            var tolerance = 2e-3 * gradient.Max(Math.Abs) + 1e-4;
            Assert.That(gradient[k], Is.EqualTo((At(1e-2f) - At(-1e-2f)) / 2e-2).Within(tolerance), $"channel {k}");
        }
    }

    // Two channels: all mixtures can be tried. S = 3·x₁ + x₂ − 2·x₃ of the first channel shows what the mask lets through.
    // Where the best one is an edge, at which another pixel becomes the smallest, Adam goes to and fro by its rate.
    [TestCase(1f, 0.2f, 0.1)]
    [TestCase(1f, 0.9f, 0.1)]
    [TestCase(0.6f, 0.3f, 0.003)]
    [TestCase(0.3f, 1f, 0.01)]
    public void Of_two_channels_it_finds_the_best_mixture(float first, float second, double rate)
    {
        var model = new LinearModel(Pair, [[0, 3, 1, -2, 0.5f, 0, 0, 0]], [0]);
        var batch = Images.Of(Pair, 0, 1, first, 0.7f, 1, 0, second, 0.1f);
        var mixture = new ChannelMixture(model, State(model, batch, "layer"), ClassScore.Logit);
        double Score(float[] mask) => model.Predict(new Tensor(batch.Values.Values.Times(mask), 1, 2, 1, 4)).Logit(0, 0);
        var best = Enumerable.Range(0, 2001).Max(i => Score(mixture.Mask([(i - 1000) / 100f, 0])));
        var map = new OptiCam((int)(40 / rate), rate).Explain(model, batch, [0])[0].Values;
        Assert.That(Score(map.Values), Is.EqualTo(best).Within(0.01));
        Assert.That((map.Values.Min(), map.Values.Max()), Is.EqualTo((0f, 1f)));
    }

    [Test]
    public void It_ends_where_the_score_falls_with_the_mask_of_then()
    {
        // Adam at a rate at which it goes beyond the best mixture; with ten steps the score is looked at after each.
        var linear = LinearModel.Random(new ImageSize(5, 3, 4), 1, seed: 11);
        var batch = Images.Random(linear.Input, 1, seed: 12);
        var mixture = new ChannelMixture(linear, State(linear, batch, "layer"), ClassScore.Logit);
        var (adam, u, gradient, scores) = (new Adam(5, 3), new float[5], new float[5], new List<double>());
        var mask = mixture.Mask(u);
        while (scores.Count < 10 && (scores.Count < 2 || scores[^1] >= scores[^2]))
        {
            mask = mixture.Mask(u);
            scores.Add(mixture.Gradient(u, mask, gradient));
            adam.Step(u, [.. gradient.Select(g => -g)]);
        }
        Assert.That(scores, Has.Count.LessThan(10), "this tests something");
        var model = new CountingModel(linear);
        Assert.That(new OptiCam(10, Rate: 3).Explain(model, batch, [0])[0].Values.Values, Is.EqualTo(mask));
        Assert.That(model.Backwards, Is.EqualTo(scores.Count));
    }

    [Test]
    public void A_layer_that_is_constant_gives_zeros_without_a_step()
    {
        var model = new CountingModel(new LinearModel(Pair, [new float[8]], [0]));
        var map = new OptiCam().Explain(model, Images.Of(Pair, 2, 2, 2, 2, -1, -2, -3, -4), [0])[0].Values.Values;
        Assert.That(map, Is.All.Zero);
        Assert.That(model.Backwards, Is.Zero);
    }

    private static LayerState State(IModel model, ImageBatch batch, string layer)
    {
        var place = SpatialLayer.Of(model, layer);
        var subject = new VisEval.Methods.Shared.Subject(
            0, batch.Values.Item(0).ToArray(), batch.Size, model == LayerView.Model ? LayerView.Targets[0] : 0, Seed.Of(1));
        return new LayerState(subject, place, model.Activations(batch.Single(0).Values, [layer])[0].Values);
    }
}
