using VisEval.Methods;
using VisEval.Methods.ActivationMapping;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class IsCamTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void With_one_step_it_is_Score_CAM(bool accumulate)
    {
        var expected = new ScoreCam(Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var actual = new IsCam(1, accumulate, Layer: "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-6));
    }

    [TestCase("relu1", ClassScore.Logit, new[] { 0.25f, 0.5f, 0.75f, 1 }, false)]
    [TestCase("relu2", ClassScore.Probability, new[] { 0.25f, 0.5f, 0.75f, 1 }, false)]
    [TestCase("relu1", ClassScore.Logit, new[] { 0.25f, 0.75f, 1.5f, 2.5f }, true)]
    public void It_is_the_mean_over_masks_scaled_by_these_factors(string layer, ClassScore score, float[] factors, bool accumulate)
    {
        var image = MaskedImages.Image;
        var expected = MaskedImages.Map(layer, score, 4, (s, mask) => image.Times([.. mask.Select(m => factors[s] * m)]));
        var actual = new IsCam(4, accumulate, score, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-5));
    }
}
