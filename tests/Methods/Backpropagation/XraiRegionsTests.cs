using VisEval.Core;
using VisEval.Methods.Backpropagation;

namespace VisEval.Tests.Methods.Backpropagation;

public sealed class XraiRegionsTests
{
    private static readonly ImageSize Row = new(1, 1, 6);

    [Test]
    public void By_hand()
    {
        var regions = new XraiRegions(Row);
        regions.Add(Segments.Of([0, 0, 0, 1, 1, 1]), 0);
        regions.Add(Segments.Of([0, 0, 1, 2, 2, 3]), 0);
        // Means 2 and 4 1/3; 1.5, 3, 6.5 and 0. After {3, 4}: 2, 0; 1.5, 3, 0. After {2}: 1.5, 0; 1.5, 0. Then {0, 1}, then {5}.
        Assert.That(regions.Rank([1, 2, 3, 6, 7, 0], 1), Is.EqualTo(new float[] { 1.5f, 1.5f, 3, 6.5f, 6.5f, 0 }));
    }

    [TestCase(2, new float[] { 2, 2, 2, 6.5f, 6.5f, 0 },
        Description = "after {3, 4} a region may add {0, 1, 2}, but none may add {2} or {5}")]
    [TestCase(3, new float[] { 2, 2, 2, 13 / 3f, 13 / 3f, 13 / 3f })]
    [TestCase(4, new float[] { 19 / 6f, 19 / 6f, 19 / 6f, 19 / 6f, 19 / 6f, 19 / 6f }, Description = "no region is large enough")]
    public void Regions_that_add_too_little_are_passed_over_and_what_is_left_gets_its_mean(double minimumSize, float[] expected)
    {
        var regions = new XraiRegions(Row);
        regions.Add(Segments.Of([0, 0, 0, 1, 1, 1]), 0);
        regions.Add(Segments.Of([0, 0, 1, 2, 2, 3]), 0);
        Assert.That(regions.Rank([1, 2, 3, 6, 7, 0], minimumSize), Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void Regions_are_widened_by_a_disk()
    {
        // The single pixel in the middle of 5 × 5, alone in carrying attribution, and everything else.
        var size = new ImageSize(1, 5, 5);
        int[] labels = [.. Enumerable.Range(0, 25).Select(i => i == 12 ? 1 : 0)];
        double[] attribution = [.. labels.Select(l => l == 1 ? 60.0 : 0)];
        float Middle(double radius)
        {
            var regions = new XraiRegions(size);
            regions.Add(Segments.Of(labels), radius);
            return regions.Rank(attribution, 1)[12];
        }
        Assert.That(
            new[] { 0, 0.9, 1, 1.4, 1.5, 2, 2.3 }.Select(Middle),
            Is.EqualTo(new[] { 60, 60, 12, 12, 60 / 9f, 60 / 13f, 60 / 21f }).Within(1e-5f));
    }

    [TestCase(0, 1, 1)]
    [TestCase(1, 1, 2)]
    [TestCase(1.5, 4, 3)]
    [TestCase(2.3, 9.5, 4)]
    public void The_ranking_is_that_of_the_definition_and_keeps_the_sum(double radius, double minimumSize, int seed)
    {
        var size = new ImageSize(1, 9, 8);
        var random = Seed.Of(seed).Random();
        double[] attribution = [.. Enumerable.Range(0, 72).Select(_ => random.NextGaussian())];
        var segmentations = new[] { 5, 11, 30 }
            .Select(n => Segments.Of([.. Enumerable.Range(0, 72).Select(i => (i / 8 / 2 * 7 + i % 8 / 3 + random.NextInt(2)) % n)]))
            .ToList();
        var regions = new XraiRegions(size);
        foreach (var segments in segmentations)
            regions.Add(segments, radius);
        var actual = regions.Rank(attribution, minimumSize);
        Assert.That(actual, Is.EqualTo(XraiTests.Naive(segmentations, size, radius, attribution, minimumSize)).Within(1e-6));
        Assert.That(actual.Sum(v => (double)v), Is.EqualTo(attribution.Sum()).Within(1e-5));
    }
}
