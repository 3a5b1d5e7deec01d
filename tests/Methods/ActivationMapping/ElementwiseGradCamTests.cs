using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class ElementwiseGradCamTests
{
    [Test]
    public void By_hand_negative_activations_with_negative_gradients_count()
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[2, -3, 1, 4]], [0]);
        var batch = Images.Of(size, 5, -1, -6, 2);
        Assert.That(new ElementwiseGradCam().Explain(model, batch, [0])[0].Values.Values, Is.EqualTo(new float[] { 10, 3 + 8 }));
        Assert.That(
            new LayerCam().Explain(model, batch, [0])[0].Values.Values,
            Is.EqualTo(new float[] { 10 - 6, 8 }),
            "LayerCAM cuts the gradients, and the sum");
    }

    [TestCase("relu1")]
    [TestCase("relu2")]
    public void After_a_ReLU_it_is_LayerCAM(string layer)
    {
        var expected = new LayerCam(Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var actual = new ElementwiseGradCam(layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-7));
    }
}
