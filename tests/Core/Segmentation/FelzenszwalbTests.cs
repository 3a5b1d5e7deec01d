using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class FelzenszwalbTests
{
    private static readonly ImageSize Size = new(3, 9, 11);

    // In units u of 255·√3/11 the differences are 3, 7 and 1: first the pixels 2 and 3 may join, then 0 and 1, then both pairs.
    [TestCase(0.9, 0, new[] { 0, 1, 2, 3 }, Description = "1 > 0 + 0.9")]
    [TestCase(2, 0, new[] { 0, 1, 2, 2 }, Description = "3 > 0 + 2")]
    [TestCase(3.01, 0, new[] { 0, 0, 1, 1 }, Description = "7 > min(3 + 3.01/2, 1 + 3.01/2)")]
    [TestCase(11.9, 0, new[] { 0, 0, 1, 1 }, Description = "7 > 1 + 11.9/2")]
    [TestCase(12.1, 0, new[] { 0, 0, 0, 0 }, Description = "7 < 1 + 12.1/2")]
    [TestCase(2, 2, new[] { 0, 0, 1, 1 }, Description = "0 and 1 are too small alone")]
    [TestCase(2, 3, new[] { 0, 0, 0, 0 })]
    public void By_hand(double scale, double minimumSize, int[] expected)
    {
        var graph = new Felzenszwalb([0, 3, 10, 11], new ImageSize(1, 1, 4), sigma: 0);
        var unit = 255 * Math.Sqrt(3) / 11;
        Assert.That(graph.Segment(scale * unit, minimumSize).Labels.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Diagonal_neighbours_are_neighbours() =>
        Assert.That(
            new Felzenszwalb([0, 1, 1, 0], new ImageSize(1, 2, 2), 0).Segment(1, 0).Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 1, 0 }));

    [TestCase(0, 0, 0, 1)]
    [TestCase(300, 0.8, 0, 2)]
    [TestCase(1000, 0.8, 4, 3)]
    [TestCase(200, 0, 6, 4)]
    [TestCase(2000, 1.5, 3, 5)]
    public void Regions_are_those_of_the_definition(double scale, double sigma, double minimumSize, int seed)
    {
        var image = Partitions.Picture(Size, seed);
        var actual = new Felzenszwalb(image, Size, sigma).Segment(scale, minimumSize);
        Assert.That(actual.Labels.ToArray(), Is.EqualTo(Segments.Of(Naive(image, scale, sigma, minimumSize)).Labels.ToArray()));
        Partitions.AreInOrder(actual, Size);
        Assert.That(Partitions.AreConnected(actual, Size, diagonally: true));
        Assert.That(actual.Labels.ToArray().GroupBy(l => l).Select(g => g.Count()), Has.All.GreaterThanOrEqualTo(minimumSize));
    }

    [Test]
    public void One_graph_serves_every_scale()
    {
        var image = Partitions.Picture(Size, 6);
        var graph = new Felzenszwalb(image, Size, 0.8);
        double[] scales = [1e9, 50, 500, 50];
        var regions = scales.Select(scale => graph.Segment(scale, 2)).ToList();
        Assert.That(regions[0].Count, Is.EqualTo(1));
        Assert.That(regions[3].Labels.ToArray(), Is.EqualTo(regions[1].Labels.ToArray()));
        Assert.That(regions[2].Labels.ToArray(), Is.EqualTo(new Felzenszwalb(image, Size, 0.8).Segment(500, 2).Labels.ToArray()));
    }

    // Sets as lists, the internal difference as the largest edge of the minimum spanning tree found so far, edges sorted stably.
    private static int[] Naive(float[] image, double scale, double sigma, double minimumSize)
    {
        var colours = Colours.Of(image, Size, 255 * Math.Sqrt(3));
        if (sigma > 0)
            colours = GaussianBlur.Apply(colours, Size, sigma);
        float Difference(int p, int q) =>
            (float)Math.Sqrt(Enumerable.Range(0, 3).Sum(c => Math.Pow((double)colours[c * 99 + p] - colours[c * 99 + q], 2)));
        var edges =
            (from p in Enumerable.Range(0, 99)
             from step in new[] { (Y: 0, X: 1), (Y: 1, X: -1), (Y: 1, X: 0), (Y: 1, X: 1) }
             let y = p / 11 + step.Y
             let x = p % 11 + step.X
             where y < 9 && x is >= 0 and < 11
             select (First: p, Second: y * 11 + x, Weight: Difference(p, y * 11 + x))).OrderBy(e => e.Weight).ToList();

        var regions = Enumerable.Range(0, 99).Select(p => (Pixels: new List<int> { p }, Inside: 0.0)).ToList();
        int RegionOf(int p) => regions.FindIndex(r => r.Pixels.Contains(p));
        void Join(int a, int b, double inside)
        {
            regions[a] = ([.. regions[a].Pixels, .. regions[b].Pixels], inside);
            regions.RemoveAt(b);
        }
        foreach (var edge in edges)
        {
            var (a, b) = (RegionOf(edge.First), RegionOf(edge.Second));
            double Allowed(int r) => regions[r].Inside + scale / regions[r].Pixels.Count;
            if (a != b && edge.Weight <= Allowed(a) && edge.Weight <= Allowed(b))
                Join(a, b, edge.Weight);
        }
        foreach (var edge in edges)
        {
            var (a, b) = (RegionOf(edge.First), RegionOf(edge.Second));
            if (a != b && (regions[a].Pixels.Count < minimumSize || regions[b].Pixels.Count < minimumSize))
                Join(a, b, 0);
        }
        return [.. Enumerable.Range(0, 99).Select(RegionOf)];
    }
}
