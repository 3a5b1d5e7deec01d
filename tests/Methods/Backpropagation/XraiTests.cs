using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Tests.Core.Segmentation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

public sealed class XraiTests
{
    private static readonly ImageSize Size = new(3, 40, 30);

    // The image is so small that a region of 150 pixels of 224×224 is one of 3.6, and the radius of 5 pixels is one of 0.77;
    // hence also 20.
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(0)]
    public void A_map_is_that_of_the_definition(double dilation)
    {
        var batch = Images.Of(Size, Partitions.Picture(Size, 31)) with { Surroundings = [Images.Colours(3)] };
        var model = ConvolutionalModel.Random(Size, 3, seed: 32, hidden: 2, features: 2);
        var map = new Xrai(Steps: 10, dilation).Explain(model, batch, [1])[0].Values;

        var black = new IntegratedGradients(10, Baseline: "black").Explain(model, batch, [1])[0].Values.Values;
        var white = new IntegratedGradients(10, Baseline: "white").Explain(model, batch, [1])[0].Values.Values;
        double[] attribution = [.. Enumerable.Range(0, 1200)
            .Select(p => Enumerable.Range(0, 3).Max(c => ((double)black[c * 1200 + p] + white[c * 1200 + p]) / 2))];
        var area = 40 * 30 / (224.0 * 224);
        var graph = new Felzenszwalb(batch.Values.Values, Size, 0.8);
        var segmentations = new double[] { 25, 50, 75, 125, 250, 600 }.Select(scale => graph.Segment(scale, 150 * area)).ToList();
        Assert.That(segmentations.Select(s => s.Count).Distinct().Count(), Is.GreaterThan(3), "the scales differ");

        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 40, 30 }));
        Assert.That(map.Values, Is.EqualTo(Naive(segmentations, Size, dilation * Math.Sqrt(area), attribution, 50 * area)).Within(1e-5));
        Assert.That(map.Values.Sum(v => (double)v), Is.EqualTo(attribution.Sum()).Within(1e-3));
    }

    [Test]
    public void A_square_that_alone_matters_is_found()
    {
        // Only the square's brightness counts, and it is brighter than what is around it.
        var size = new ImageSize(1, 32, 32);
        bool Inside(int i) => i / 32 is >= 8 and < 20 && i % 32 is >= 10 and < 18;
        float[] image = [.. Enumerable.Range(0, 1024).Select(i => Inside(i) ? 1f : 0.2f + 0.001f * (i % 7))];
        float[] weights = [.. Enumerable.Range(0, 1024).Select(i => Inside(i) ? 1f : 0)];
        var model = new LinearModel(size, [weights, new float[1024]], [0, 0]);
        var map = new Xrai(Steps: 2, Dilation: 0, "darkest+brightest").Explain(model, Images.Of(size, image), [0])[0].Values.Values;
        // Integrated gradients are (1 − 0.2)/2 from the darkest value and (1 − 1)/2 from the brightest.
        for (var i = 0; i < 1024; i++)
            Assert.That(map[i], Is.EqualTo(Inside(i) ? 0.4f : 0).Within(1e-5f), $"pixel {i}");
    }

    /// <summary>Masks of booleans, all sums taken anew in every round.</summary>
    internal static double[] Naive(
        IReadOnlyList<Segments> segmentations, ImageSize size, double radius, double[] attribution, double minimumSize)
    {
        bool Near(int p, int q) => Math.Pow(p / size.Width - q / size.Width, 2)
            + Math.Pow(p % size.Width - q % size.Width, 2) <= radius * radius;
        var pixels = Enumerable.Range(0, size.Pixels).ToArray();
        var masks = segmentations
            .SelectMany(s => Enumerable.Range(0, s.Count).Select(label => pixels.Where(q => s.Labels[q] == label).ToArray()))
            .Select(own => pixels.Select(p => own.Any(q => Near(p, q))).ToArray()).ToList();
        var result = new double[size.Pixels];
        var covered = new bool[size.Pixels];
        while (true)
        {
            var added = masks.Select(mask => pixels.Where(p => mask[p] && !covered[p]).ToArray()).ToList();
            var allowed = added.Where(a => a.Length >= minimumSize && a.Length > 0).ToList();
            var next = allowed.Count > 0 ? allowed.MaxBy(a => a.Average(p => attribution[p]))! : [.. pixels.Where(p => !covered[p])];
            foreach (var p in next)
                (covered[p], result[p]) = (true, next.Average(q => attribution[q]));
            if (allowed.Count == 0)
                return result;
        }
    }
}
