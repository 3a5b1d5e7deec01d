using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Loading;

namespace VisEval.Tests.Methods.ActivationMapping;

internal sealed class KpcaCamTests
{
    [TestCase("relu1")]
    [TestCase("relu2")]
    public void With_the_linear_kernel_it_is_Eigen_CAM_of_centred_channels(string layer)
    {
        var actual = new KpcaCam(PlaceKernel.Linear, Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var expected = new EigenCam(Center: true, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected[n].Values.Values).Within(1e-4));
    }

    [TestCase(PlaceKernel.Sigmoid, 0, "relu1")]
    [TestCase(PlaceKernel.Sigmoid, 0.02, "relu2")]
    [TestCase(PlaceKernel.Rbf, 0, "relu1")]
    [TestCase(PlaceKernel.Polynomial, 0.1, "relu1")]
    public void It_is_the_coordinate_that_repeated_multiplication_of_the_kernel_matrix_finds(PlaceKernel kernel, double gamma, string layer)
    {
        var view = LayerView.Of(layer, 0);
        var factor = gamma == 0 ? 1.0 / view.A.Length : gamma;
        double[][] places =
            [.. Enumerable.Range(0, view.Places).Select(i => view.A.Select(a => a[i] - a.Average()).ToArray())];
        double Kernel(double[] x, double[] y)
        {
            var product = x.Zip(y, (a, b) => a * b).Sum();
            return kernel switch
            {
                PlaceKernel.Sigmoid => Math.Tanh(factor * product + 1),
                PlaceKernel.Rbf => Math.Exp(-factor * x.Zip(y, (a, b) => (a - b) * (a - b)).Sum()),
                _ => (factor * product + 1) * (factor * product + 1) * (factor * product + 1),
            };
        }
        var actual = new KpcaCam(kernel, gamma, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values.Values;
        double[] activity = [.. Enumerable.Range(0, view.Places).Select(i => view.A.Sum(a => a[i]))];
        Assert.That(actual, Is.EqualTo(Coordinate(places, activity, Kernel)).Within(1e-4 * actual.Max(Math.Abs)));
    }

    [TestCase("relu1")]
    [TestCase("relu2")]
    public void The_unit_of_the_layer_does_not_turn_the_map_over(string layer)
    {
        var (planes, view) = (LayerView.Of(layer, 0).A.SelectMany(a => a.Select(v => (float)v)).ToArray(), LayerView.Of(layer, 0));
        var places = new SpatialLayer(layer, new PlaceLayout(PlaceOrder.ChannelsFirst, view.A.Length, 1, view.Places));
        float[] Map(float unit) => PrincipalMap.OfKernel(
            places, [.. planes.Select(v => v * unit)], (xy, _, _) => Math.Tanh(xy / view.A.Length + 1)).Values;
        foreach (var unit in new[] { 1e-3f, 0.1f, 10 })
            Assert.That(Map(1).Zip(Map(unit), (a, b) => (double)a * b).Sum(), Is.Positive, $"unit {unit}");
    }

    // Power iteration on HKH + sI, H = I − 1/n: the shift s makes the largest eigenvalue that of largest magnitude.
    private static double[] Coordinate(double[][] places, double[] activity, Func<double[], double[], double> kernel)
    {
        double[][] k = [.. places.Select(x => places.Select(y => kernel(x, y)).ToArray())];
        double[] Centred(double[] v) => [.. v.Select(x => x - v.Average())];
        double[] Times(double[] v) => Centred([.. k.Select(row => row.Zip(Centred(v), (a, b) => a * b).Sum())]);
        var shift = Enumerable.Range(0, places.Length).Max(i => Math.Abs(k[i].Sum(Math.Abs))) / 2;
        double[] u = [.. places.Select((_, i) => Math.Sin(i + 1))];
        for (var step = 0; step < 20_000; step++)
        {
            var image = Times(u);
            u = [.. u.Zip(image, (a, b) => b + shift * a)];
            var length = Math.Sqrt(u.Sum(v => v * v));
            u = [.. u.Select(v => v / length)];
        }
        var value = u.Zip(Times(u), (a, b) => a * b).Sum();
        var sign = Math.Sign(u.Zip(activity, (x, a) => x * a).Sum());
        return [.. u.Select(v => sign * Math.Sqrt(value) * v)];
    }
}
