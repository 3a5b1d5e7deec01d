using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class GradCamTests
{
    private static readonly ImageSize Hand = new(2, 2, 2);

    // The layer of the linear model is its input: A = x and ∂S/∂A = W. The channel means of W are 1 and −1.
    private static readonly LinearModel Linear = new(Hand, [[1, 2, 3, -2, -1, -1, 0, -2]], [0]);
    private static readonly ImageBatch Image = Images.Of(Hand, 1, 0, 2, -1, 3, -1, 1, 1);

    [Test]
    public void By_hand_with_and_without_relu()
    {
        Assert.That(new GradCam(Relu: false).Explain(Linear, Image, [0])[0].Values.Values, Is.EqualTo(new float[] { -2, 1, 1, -2 }));
        Assert.That(new GradCam().Explain(Linear, Image, [0])[0].Values.Values, Is.EqualTo(new float[] { 0, 1, 1, 0 }));
    }

    [TestCase(null, 3, 4)]
    [TestCase("relu2", 3, 4)]
    [TestCase("relu1", 6, 7)]
    public void It_is_the_formula_at_the_resolution_of_the_layer(string? layer, int height, int width)
    {
        var size = new ImageSize(3, 6, 7);
        var model = ConvolutionalModel.Random(size, 4, seed: 31);
        var batch = Images.Random(size, 2, seed: 32);
        int[] targets = [3, 1];
        var actual = new GradCam(Relu: false, layer).Explain(model, batch, targets);
        for (var n = 0; n < 2; n++)
        {
            var pass = model.Gradient(batch.Single(n).Values, [targets[n]], layer ?? "relu2");
            var (a, g) = (pass.Values[0], pass.Gradients[0]);
            Assert.That(actual[n].Values.Shape.ToArray(), Is.EqualTo(new[] { height, width }));
            for (var i = 0; i < height * width; i++)
            {
                var expected = 0.0;
                for (var k = 0; k < a.Shape[1]; k++)
                    expected += g.Values.Skip(k * height * width).Take(height * width).Average() * a.Values[k * height * width + i];
                Assert.That(actual[n].Values.Values[i], Is.EqualTo(expected).Within(1e-6));
            }
        }
    }

    [Test]
    public void A_layer_without_height_and_width_is_refused_by_name_and_shape() =>
        Assert.That(
            () => new GradCam(Layer: "flat").Explain(Linear, Image, [0]),
            Throws.TypeOf<InputException>().With.Message.Contains("'flat' has the shape [8]")
                .And.Message.Contains("[channels, height, width]"));

    [Test]
    public void A_layer_that_does_not_exist_is_refused() =>
        Assert.That(
            () => new GradCam(Layer: "relu9").Explain(Linear, Image, [0]),
            Throws.TypeOf<InputException>().With.Message.Contains("'relu9'"));
}
