using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class EigenCamTests
{
    // 4 channels at 42 places, 5 at 12, and more channels than places.
    [TestCase("relu1", 5, false)]
    [TestCase("relu1", 5, true)]
    [TestCase("relu2", 5, false)]
    [TestCase("relu2", 5, true)]
    [TestCase("relu2", 40, false)]
    [TestCase("relu2", 40, true)]
    public void It_is_the_projection_on_the_direction_that_repeated_multiplication_finds(string layer, int features, bool center)
    {
        var model = ConvolutionalModel.Random(LayerView.Size, 4, seed: 81, features: features);
        var view = LayerView.Of(model, LayerView.Batch.Single(0), 0, layer);
        var actual = new EigenCam(center, layer).Explain(model, LayerView.Batch.Single(0), [0])[0];
        Assert.That(actual.Values.Values, Is.EqualTo(Projection(view.A, center)).Within(1e-4));
    }

    [Test]
    public void The_product_with_the_gradient_is_treated_alike()
    {
        var view = LayerView.Of("relu1", 1);
        double[][] product = [.. view.A.Zip(view.G, (a, g) => a.Zip(g, (x, y) => x * y).ToArray())];
        foreach (var center in new[] { false, true })
        {
            var actual = new EigenGradCam(center, "relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[1];
            Assert.That(actual.Values.Values, Is.EqualTo(Projection(product, center)).Within(1e-4));
        }
    }

    [TestCase(0, false, false)]
    [TestCase(-3, false, true)]
    [TestCase(-3, true, false)]
    public void Of_a_layer_with_negative_values_the_map_may_show_what_places_share_and_says_so(float shift, bool center, bool remark)
    {
        // Five places alike and one that stands out: it has the largest entry of the map unless the shift makes the others the longer ones.
        var size = new ImageSize(2, 1, 6);
        var image = Images.Of(size, [.. new[] { 0, 0, 0, 0, 0, 2f, 0, 0, 0, 0, 0, 2f }.Select(v => v + shift)]);
        var found = new EigenCam(center).Explain(new LinearModel(size, [new float[12]], [0]), image, [0])[0];
        var map = found.Values.Values;
        Assert.That(Array.IndexOf(map, map.Max()) == 5, Is.EqualTo(!remark));
        Assert.That(found.Remark is not null, Is.EqualTo(remark));
        Assert.That(found.Remark ?? "negative values", Does.Contain("negative values"));
    }

    [Test]
    public void The_class_does_not_matter()
    {
        float[] Map(int target) => new EigenCam().Explain(LayerView.Model, LayerView.Batch.Single(0), [target])[0].Values.Values;
        Assert.That(Map(0), Is.EqualTo(Map(3)));
    }

    // Power iteration on MᵀM, M the places × channels, from an uneven start.
    private static double[] Projection(double[][] channels, bool center)
    {
        double[][] m = [.. channels.Select(a => a.Select(v => center ? v - a.Average() : v).ToArray())];
        double[] Project(double[] v) => [.. Enumerable.Range(0, m[0].Length).Select(i => m.Select((a, k) => a[i] * v[k]).Sum())];
        double[] direction = [.. m.Select((_, k) => 1 + 0.1 * Math.Sin(k + 1))];
        for (var step = 0; step < 3000; step++)
        {
            var map = Project(direction);
            direction = [.. m.Select(a => a.Zip(map, (x, y) => x * y).Sum())];
            var length = Math.Sqrt(direction.Sum(v => v * v));
            direction = [.. direction.Select(v => v / length)];
        }
        var result = Project(direction);
        var sign = Math.Sign(center ? result.MaxBy(Math.Abs) : result.Sum());
        return [.. result.Select(v => sign * v)];
    }
}
