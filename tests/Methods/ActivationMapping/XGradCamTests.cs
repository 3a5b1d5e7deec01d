using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class XGradCamTests
{
    [TestCase("relu1", true)]
    [TestCase("relu1", false)]
    [TestCase("relu2", false)]
    public void It_is_the_formula_of_the_paper(string layer, bool relu)
    {
        var actual = new XGradCam(relu, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            var view = LayerView.Of(layer, n);
            var map = view.Sum(k => view.A[k].Sum() == 0 ? 0 : view.A[k].Zip(view.G[k], (a, g) => a / view.A[k].Sum() * g).Sum());
            Assert.That(actual[n].Values.Values, Is.EqualTo(relu ? LayerView.Relu(map) : map).Within(1e-5));
        }
    }

    // The axiom that the method is made for.
    [TestCase("relu1")]
    [TestCase("relu2")]
    public void Without_ReLU_the_map_sums_to_activation_times_gradient(string layer)
    {
        var map = new XGradCam(Relu: false, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        var view = LayerView.Of(layer, 0);
        Assert.That(
            map.Values.Values.Sum(),
            Is.EqualTo(view.Channels.Sum(k => view.A[k].Zip(view.G[k], (a, g) => a * g).Sum())).Within(1e-5));
    }

    [Test]
    public void A_channel_that_sums_to_zero_has_no_weight()
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[1, 2, 3, 5]], [0]);
        var map = new XGradCam(Relu: false).Explain(model, Images.Of(size, 4, -4, 1, 3), [0])[0];
        Assert.That(
            map.Values.Values,
            Is.EqualTo(new[] { 18 / 4f, 3 * 18 / 4f }).Within(1e-6f),
            "the second channel alone, of weight (1·3 + 3·5)/4");
    }
}
