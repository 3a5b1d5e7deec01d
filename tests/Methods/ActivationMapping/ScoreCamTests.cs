using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Loading;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class ScoreCamTests
{
    [Test]
    public void By_hand_with_a_constant_channel_that_counts_as_no_increase()
    {
        // M_0 = [0, 1]; S(x ⊙ M_0) = 0.6 − 2 + 0.5 = −0.9, S(0) = 0.5, C_0 = −1.4; channel 1 is constant, C_1 = 0.
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[0.1f, 0.3f, 1, -0.4f]], [0.5f]);
        var map = new ScoreCam().Explain(model, Images.Of(size, 0, 2, 5, 5), [0])[0];
        var share = Math.Exp(-1.4) / (1 + Math.Exp(-1.4));
        Assert.That(map.Values.Values, Is.EqualTo(new[] { 5 * (1 - share), 2 * share + 5 * (1 - share) }).Within(1e-6));
    }

    [Test]
    public void An_image_whose_channels_are_all_constant_needs_no_mask()
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[1, 1, 1, 1]], [0]);
        var map = new ScoreCam().Explain(model, Images.Of(size, 2, 2, -6, -6), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new float[] { 0, 0 }), "the mean of 2 and −6, cut to 0");
    }

    [TestCase(ClassScore.Logit, "relu2")]
    [TestCase(ClassScore.Probability, "relu2")]
    [TestCase(ClassScore.Logit, "relu1")]
    public void It_is_the_formula_of_the_paper(ClassScore score, string layer)
    {
        var size = new ImageSize(3, 8, 10);
        var model = ConvolutionalModel.Random(size, 4, seed: 51, features: 70);
        var batch = Images.Random(size, 1, seed: 52);
        var a = model.Activations(batch.Values, [layer])[0];
        var (channels, height, width) = (a.Shape[1], a.Shape[2], a.Shape[3]);
        double Score(float[] image)
        {
            var scores = model.Predict(new Tensor(image, 1, 3, 8, 10));
            return score == ClassScore.Logit ? scores.Logit(0, 1) : scores.Probability(0, 1);
        }

        var exponentials = new double[channels];
        for (var k = 0; k < channels; k++)
        {
            var mask = new SaliencyMap(a.Values[(k * height * width)..((k + 1) * height * width)], height, width)
                .Resize(8, 10).Normalize().Values;
            exponentials[k] = Math.Exp(Score([.. batch.Values.Values.Select((v, i) => v * mask[i % 80])]) - Score(new float[240]));
        }
        var expected = Enumerable.Range(0, height * width).Select(i =>
            Math.Max(0, Enumerable.Range(0, channels).Sum(k => exponentials[k] / exponentials.Sum() * a.Values[k * height * width + i])));
        var actual = new ScoreCam(score, Layer: layer).Explain(model, batch, [1])[0];
        Assert.That(actual.Values.Shape.ToArray(), Is.EqualTo(new[] { height, width }));
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void The_weights_sum_to_one()
    {
        // Two channels that vary alike and are alike, and a third of ones: were every weight w, the map would be (w_0 + w_1)·A + w_2.
        var size = new ImageSize(3, 1, 2);
        var model = new LinearModel(size, [[0.2f, -0.5f, 1.1f, 0.3f, 2, -1]], [0.5f]);
        var map = new ScoreCam().Explain(model, Images.Of(size, 1, 2, 1, 2, 1, 1), [0])[0].Values.Values;
        Assert.That(map[0], Is.EqualTo(1).Within(1e-6), "(w_0 + w_1)·1 + w_2·1");
    }

    [Test]
    public void Corner_to_corner_and_an_epsilon_are_the_other_tool_s_masks()
    {
        // One row of 2 values becomes 4 pixels: corner to corner 0, 1/3, 2/3, 1, divided by 1 + 1/4.
        var size = new ImageSize(1, 1, 4);
        var upsampler = new Upsampler(1, 2, 1, 4, alignCorners: true);
        var mask = new float[4];
        upsampler.Resize([5, 6], mask);
        Assert.That(mask, Is.EqualTo(new[] { 5, 5 + 1 / 3f, 5 + 2 / 3f, 6 }).Within(1e-6f));
        var state = new LayerState(
            new Subject(0, [1, 2, 3, 4], size, 0, Seed.Of(1)),
            new SpatialLayer("layer", new PlaceLayout(PlaceOrder.ChannelsFirst, 2, 1, 2)), [5, 6, 0, 0]);
        var seen = new List<float[]>();
        var model = new LinearModel(size, [[1, 1, 1, 1]], [0]);
        new ChannelMasks(state, alignCorners: true, epsilon: 0.25).Map(model, 1, ClassScore.Logit, (_, m, destination) =>
        {
            seen.Add(m.ToArray());
            destination.Clear();
        });
        Assert.That(seen, Has.Count.EqualTo(2), "the varying channel, and nothing");
        Assert.That(seen[0], Is.EqualTo(new[] { 0, 1 / 3.75f, 2 / 3.75f, 1 / 1.25f }).Within(1e-6f));
        Assert.That(seen[1], Is.All.Zero);
    }
}
