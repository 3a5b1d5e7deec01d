using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class HiresCamTests
{
    [TestCase("relu1", false)]
    [TestCase("relu2", false)]
    [TestCase("relu1", true)]
    public void It_is_the_formula_of_the_paper(string layer, bool relu)
    {
        var actual = new HiresCam(relu, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            var view = LayerView.Of(layer, n);
            var map = view.Map(i => view.Channels.Sum(k => view.G[k][i] * view.A[k][i]));
            Assert.That(actual[n].Values.Values, Is.EqualTo(relu ? LayerView.Relu(map) : map).Within(1e-6));
        }
    }

    [Test]
    public void Before_a_linear_layer_the_map_sums_to_the_logit_less_its_bias()
    {
        var size = new ImageSize(2, 2, 3);
        var model = new LinearModel(size, [[.. Enumerable.Range(0, 12).Select(i => 0.3f * i - 1)]], [7]);
        var batch = Images.Random(size, 1, seed: 5);
        var map = new HiresCam().Explain(model, batch, [0])[0];
        Assert.That(map.Values.Values.Sum(), Is.EqualTo(model.Predict(batch.Values).Logit(0, 0) - 7).Within(1e-5));
    }
}
