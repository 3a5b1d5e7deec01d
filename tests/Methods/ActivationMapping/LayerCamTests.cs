using VisEval.Core;
using VisEval.Methods.ActivationMapping;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class LayerCamTests
{
    [TestCase("relu1")]
    [TestCase("relu2")]
    public void It_is_the_formula_of_the_paper_and_never_negative(string layer)
    {
        var actual = new LayerCam(Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            Assert.That(actual[n].Values.Values, Is.EqualTo(Formula(LayerView.Of(layer, n))).Within(1e-6));
            Assert.That(actual[n].Values.Values, Has.All.GreaterThanOrEqualTo(0));
        }
    }

    [Test]
    public void Several_layers_give_the_largest_of_their_maps_and_the_finer_is_raised()
    {
        var (fine, coarse) = (LayerView.Of("relu1", 0), LayerView.Of("relu2", 0));
        var shallow = Formula(fine).Select(v => Math.Tanh(1.5 * v / Formula(fine).Max())).ToArray();
        var deep = new SaliencyMap([.. Formula(coarse).Select(v => (float)(v / Formula(coarse).Max()))], 3, 4).Resize(6, 7).Values;
        var actual = new LayerCam(1.5, "relu1+relu2").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(actual.Values.Shape.ToArray(), Is.EqualTo(new[] { 6, 7 }));
        Assert.That(actual.Values.Values, Is.EqualTo(shallow.Zip(deep, (s, d) => Math.Max(s, d))).Within(1e-5));
        var turned = new LayerCam(1.5, "relu2+relu1+relu2").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0];
        Assert.That(turned.Values.Values, Is.EqualTo(actual.Values.Values), "the order does not matter, and a layer counts once");
    }

    private static double[] Formula(LayerView view) =>
        LayerView.Relu(view.Map(i => view.Channels.Sum(k => Math.Max(view.G[k][i], 0) * view.A[k][i])));
}
