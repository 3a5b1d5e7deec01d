using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class VitCxTests
{
    [TestCase("relu1", 0.1, 0.1)]
    [TestCase("relu2", 0.4, 0)]
    [TestCase("relu2", 0, 0.3)]
    [TestCase("relu2", 2, 0.3)]
    public void It_is_the_formula_of_the_paper(string layer, double distance, double sigma)
    {
        var (view, size, image) = (LayerView.Of(layer, 0), LayerView.Size, MaskedImages.Image);
        float[] Mask(IEnumerable<float> plane) =>
            new SaliencyMap([.. plane], view.Height, view.Width).Resize(size.Height, size.Width).Normalize().Values;
        float[][] channels = [.. view.A.Where(a => a.Distinct().Count() > 1).Select(a => Mask(a.Select(v => (float)v)))];
        var clusters = Clusters(channels, distance);
        float[][] masks = [.. clusters.Select(c => new SaliencyMap(
            [.. Enumerable.Range(0, size.Pixels).Select(i => c.Sum(k => channels[k][i]))], size.Height, size.Width).Normalize().Values)];
        double Score(Func<int, double> seen) => LayerView.Model.Predict(new Tensor(
            [.. Enumerable.Range(0, size.Length).Select(i => (float)seen(i))], 1, size.Channels, size.Height, size.Width))
            .Probability(0, LayerView.Targets[0]);
        var expected = new double[size.Pixels];
        for (var m = 0; m < masks.Length; m++)
        {
            var noise = new float[size.Length];
            GaussianNoise.Of(LayerView.Batch.Seeds[0], sigma)(m, noise);
            double M(int i) => masks[m][i % size.Pixels];
            var impact = Score(i => image[i] * M(i) + noise[i] * (1 - M(i))) - Score(i => image[i] + noise[i] * (1 - M(i)))
                + Score(i => image[i]);
            for (var i = 0; i < expected.Length; i++)
                expected[i] += masks.Sum(mask => mask[i]) == 0 ? 0 : impact * M(i) / masks.Sum(mask => mask[i]) / masks.Length;
        }
        var actual = new VitCx(distance, sigma, Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { size.Height, size.Width }));
        Assert.That(actual.Values, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Clusters_are_as_far_apart_as_their_farthest_members()
    {
        // On a line at 0, 1, 2.1, 5: by nearest members 0…2.1 would be one cluster at 1.5.
        double[] places = [0, 5, 1, 2.1];
        double[,] Distances()
        {
            var distances = new double[4, 4];
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    distances[i, j] = Math.Abs(places[i] - places[j]);
            return distances;
        }
        string Cluster(double threshold) =>
            string.Join("|", CompleteLinkage.Cluster(Distances(), threshold).Select(members => string.Join(",", members)));
        Assert.That(Cluster(1), Is.EqualTo("0|1|2|3"), "at the threshold nothing is merged");
        Assert.That(Cluster(1.5), Is.EqualTo("0,2|1|3"));
        Assert.That(Cluster(2.2), Is.EqualTo("0,2,3|1"));
        Assert.That(Cluster(6), Is.EqualTo("0,2,3,1"));
        Assert.That(CompleteLinkage.Cluster(new double[0, 0], 1), Is.Empty);
    }

    [Test]
    public void A_constant_layer_gives_zeros()
    {
        var size = new ImageSize(2, 1, 2);
        var model = new LinearModel(size, [[1, 1, 1, 1]], [0]);
        Assert.That(new VitCx().Explain(model, Images.Of(size, 3, 3, 1, 1), [0])[0].Values.Values, Is.All.Zero);
    }

    // Complete linkage by its definition, on masks at the size of the image.
    private static List<List<int>> Clusters(float[][] masks, double threshold)
    {
        double Distance(int a, int b) =>
            1 - Product(masks[a], masks[b]) / Math.Sqrt(Product(masks[a], masks[a]) * Product(masks[b], masks[b]));
        var clusters = masks.Select((_, k) => new List<int> { k }).ToList();
        while (true)
        {
            var nearest = clusters.SelectMany((a, i) => clusters.Skip(i + 1).Select(b => (a, b)))
                .Select(pair => (pair.a, pair.b, Distance: pair.a.Max(x => pair.b.Max(y => Distance(x, y)))))
                .OrderBy(pair => pair.Distance).FirstOrDefault();
            if (nearest.a is null || nearest.Distance >= threshold)
                return clusters;
            nearest.a.AddRange(nearest.b);
            clusters.Remove(nearest.b);
        }
    }

    private static double Product(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
