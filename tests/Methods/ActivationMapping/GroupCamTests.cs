using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class GroupCamTests
{
    // Groups of 2, 2 and 1 channel, all in one, each alone.
    [TestCase("relu2", 0, 3, 0.7, ClassScore.Probability, 2)]
    [TestCase("relu2", 0, 1, 0, ClassScore.Probability, 5)]
    [TestCase("relu1", 1, 2, 0.5, ClassScore.Logit, 2)]
    public void It_is_the_formula_of_the_paper(string layer, int n, int groups, double quantile, ClassScore score, int length)
    {
        var (view, size, image) = (LayerView.Of(layer, n), LayerView.Size, LayerView.Batch.Values.Item(n).ToArray());
        var blurred = Blurred(image, size);
        double Score(float[] seen)
        {
            var scores = LayerView.Model.Predict(new Tensor(seen, 1, size.Channels, size.Height, size.Width));
            return score == ClassScore.Logit ? scores.Logit(0, LayerView.Targets[n]) : scores.Probability(0, LayerView.Targets[n]);
        }
        var sum = new double[size.Pixels];
        foreach (var group in view.Channels.Chunk(length))
        {
            var map = LayerView.Relu(view.Map(i => group.Sum(k => view.G[k].Average() * view.A[k][i])));
            // The quantile as numpy has it: linear between the values around place q·(n − 1).
            double[] sorted = [.. map.Order()];
            var place = quantile * (sorted.Length - 1);
            var threshold = sorted[(int)place]
                + (place - (int)place) * (sorted[Math.Min((int)place + 1, sorted.Length - 1)] - sorted[(int)place]);
            float[] kept = [.. map.Select(v => v > threshold ? (float)v : 0)];
            if (kept.All(v => v == kept[0]))
                continue;
            var mask = new SaliencyMap(kept, view.Height, view.Width).Resize(size.Height, size.Width).Normalize().Values;
            var gain = Score([.. image.Select((v, i) => v * mask[i % size.Pixels] + blurred[i] * (1 - mask[i % size.Pixels]))])
                - Score(blurred);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += gain * mask[i];
        }
        var actual = new GroupCam(groups, quantile, score, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[n].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { size.Height, size.Width }));
        Assert.That(LayerView.Relu(sum), Has.Some.GreaterThan(1e-3), "this tests something");
        Assert.That(actual.Values, Is.EqualTo(LayerView.Relu(sum)).Within(1e-5));
    }

    [Test]
    public void A_group_without_a_varying_mask_costs_nothing()
    {
        // The second channel is constant, the third counts against the class.
        var size = new ImageSize(3, 1, 3);
        var model = new CountingModel(new LinearModel(size, [[1, 1, 1, 1, 1, 1, -1, -1, -1]], [0]));
        new GroupCam(Quantile: 0).Explain(model, Images.Of(size, 0, 1, 2, 5, 5, 5, 1, 2, 3), [0]);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((3, 1)), "the gradient, one group, the blurred image");
    }

    // σ = 50·u, cut at 25·u pixels, u = √(pixels)/224; the edge continues.
    private static float[] Blurred(float[] image, ImageSize size)
    {
        var unit = Math.Sqrt(size.Pixels) / 224;
        var reach = (int)Math.Ceiling(25 * unit);
        var blurred = new float[image.Length];
        for (var c = 0; c < size.Channels; c++)
            for (var y = 0; y < size.Height; y++)
                for (var x = 0; x < size.Width; x++)
                {
                    var (sum, weights) = (0.0, 0.0);
                    for (var dy = -reach; dy <= reach; dy++)
                        for (var dx = -reach; dx <= reach; dx++)
                        {
                            var weight = Math.Exp(-(dx * dx + dy * dy) / (2 * 2500 * unit * unit));
                            var (row, column) = (Math.Clamp(y + dy, 0, size.Height - 1), Math.Clamp(x + dx, 0, size.Width - 1));
                            sum += weight * image[(c * size.Height + row) * size.Width + column];
                            weights += weight;
                        }
                    blurred[(c * size.Height + y) * size.Width + x] = (float)(sum / weights);
                }
        return blurred;
    }
}
