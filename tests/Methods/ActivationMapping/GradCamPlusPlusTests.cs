using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Runtime;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class GradCamPlusPlusTests
{
    private static readonly ImageSize Hand = new(2, 2, 2);

    [Test]
    public void By_hand()
    {
        // Channel 0 sums to 2: w = 1/(2+2) + 2/(2+4) + 3/(2+6) = 23/24; channel 1 has no positive gradient: w = 0.
        var model = new LinearModel(Hand, [[1, 2, 3, -2, -1, -1, 0, -2]], [0]);
        var map = new GradCamPlusPlus().Explain(model, Images.Of(Hand, 1, 0, 2, -1, 3, -1, 1, 1), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new[] { 23 / 24f, 0, 46 / 24f, 0 }).Within(1e-6f));
    }

    [Test]
    public void Where_the_denominator_is_zero_nothing_is_added()
    {
        // Channel 0 sums to −2: for g = 1 the denominator 2 + g·(−2) is 0; g = 3 gives 3/(2−6) = −3/4.
        var model = new LinearModel(Hand, [[1, 3, 0, 0, 0, 0, 0, 0]], [0]);
        var map = new GradCamPlusPlus().Explain(model, Images.Of(Hand, 1, -4, 0, 1, 0, 0, 0, 0), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new float[] { 0, 3, 0, 0 }).Within(1e-6f));
    }

    [TestCase("relu1")]
    [TestCase("relu2")]
    public void It_is_the_formula_of_the_paper(string layer)
    {
        var size = new ImageSize(3, 6, 7);
        var model = ConvolutionalModel.Random(size, 4, seed: 41);
        var batch = Images.Random(size, 1, seed: 42);
        var pass = model.Gradient(batch.Values, [2], layer);
        var (channels, plane) = (pass.Values[0].Shape[1], pass.Values[0].Shape[2] * pass.Values[0].Shape[3]);
        var expected = new double[plane];
        for (var k = 0; k < channels; k++)
        {
            double[] a = [.. pass.Values[0].Values.Skip(k * plane).Take(plane).Select(v => (double)v)];
            double[] g = [.. pass.Gradients[0].Values.Skip(k * plane).Take(plane).Select(v => (double)v)];
            var weight = g.Where(v => v != 0).Sum(v => v * v / (2 * v * v + v * v * v * a.Sum()) * Math.Max(v, 0));
            for (var i = 0; i < plane; i++)
                expected[i] += weight * a[i];
        }
        var actual = new GradCamPlusPlus(Layer: layer).Explain(model, batch, [2])[0];
        Assert.That(actual.Values.Values, Is.EqualTo(expected.Select(v => Math.Max(v, 0))).Within(1e-6));
    }
}
