using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class FinerCamTests
{
    [Test]
    public void Without_comparison_it_is_Grad_CAM()
    {
        var actual = new FinerCam(Gamma: 0, Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var expected = new GradCam(Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values));
    }

    // T = Σ_d p_d (S_c − γ S_d) / Σ_d p_d as the authors write it.
    [TestCase(1, 3)]
    [TestCase(0.6, 2)]
    [TestCase(2, 1)]
    public void The_seed_is_the_derivative_of_the_compared_score(double gamma, int references)
    {
        float[] logits = [1.2f, 0.3f, 2.5f, -1, 0.9f];
        int[] nearest = references switch { 3 => [4, 1, 2], 2 => [4, 1], _ => [4] };
        double Compared(double[] s)
        {
            var weights = nearest.Select(d => Math.Exp(s[d]) / s.Sum(Math.Exp)).ToArray();
            return nearest.Zip(weights, (d, w) => w * (s[0] - gamma * s[d])).Sum() / weights.Sum();
        }
        var seed = new FinerCam(gamma, references).Compare(logits, 0);
        for (var c = 0; c < logits.Length; c++)
        {
            double At(double step) => Compared([.. logits.Select((v, i) => i == c ? v + step : v)]);
            Assert.That(seed[c], Is.EqualTo((At(1e-5) - At(-1e-5)) / 2e-5).Within(1e-6), $"class {c}");
        }
    }

    [Test]
    public void With_weights_that_are_held_the_references_share_gamma()
    {
        var seed = new FinerCam(Gamma: 0.5, References: 2, Held: true).Compare([1, 2, 2, -7], 0);
        Assert.That(seed, Is.EqualTo(new[] { 1, -0.25f, -0.25f, 0 }));
    }

    [Test]
    public void Of_logits_as_near_the_first_classes_are_taken_and_at_most_all_others()
    {
        Assert.That(new FinerCam(References: 1).Compare([1, 2, 0, 1], 3), Is.EqualTo(new float[] { -1, 0, 0, 1 }));
        Assert.That(new FinerCam(References: 1).Compare([3, 2, 0, 1], 3), Is.EqualTo(new float[] { 0, -1, 0, 1 }));
        Assert.That(new FinerCam(References: 9, Held: true).Compare([1, 1], 1), Is.EqualTo(new float[] { -1, 1 }));
        Assert.That(new FinerCam().Compare([1], 0), Is.EqualTo(new float[] { 1 }), "a single class");
    }

    [Test]
    public void The_map_is_Grad_CAM_of_the_compared_score()
    {
        var method = new FinerCam(Gamma: 0.7, Layer: "relu1");
        var actual = method.Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            var seed = method.Compare(LayerView.Model.Predict(LayerView.Batch.Values).Logits.Item(n), LayerView.Targets[n]);
            var classes = Enumerable.Range(0, 4)
                .Select(c => LayerView.Of(LayerView.Model, LayerView.Batch.Single(n), c, "relu1")).ToArray();
            var expected = LayerView.Relu(classes[0].Sum(k => classes.Select((view, c) => seed[c] * view.G[k].Average()).Sum()));
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected).Within(1e-5));
        }
    }
}
