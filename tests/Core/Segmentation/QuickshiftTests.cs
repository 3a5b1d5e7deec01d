using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class QuickshiftTests
{
    private static readonly ImageSize Size = new(3, 8, 10);

    // Colours are 10 apart, so that the two never add to each other's density: 1 + e⁻² + e⁻⁸, 1 + 2e⁻², 1 + e⁻² + e⁻⁸;
    // 1 + e⁻², 1 + e⁻². 0 and 2 go to 1; 4 goes to 3, which is equal and earlier; 3 goes to 2, √101 away.
    [TestCase(5, new[] { 0, 0, 0, 1, 1 })]
    [TestCase(10.04, new[] { 0, 0, 0, 1, 1 })]
    [TestCase(10.06, new[] { 0, 0, 0, 0, 0 })]
    [TestCase(0.9, new[] { 0, 1, 2, 3, 4 })]
    public void By_hand(double longest, int[] expected) =>
        Assert.That(
            Quickshift.Segment([0, 0, 0, 1, 1], new ImageSize(1, 1, 5), 0.5, longest, ratio: 0.1).Labels.ToArray(), Is.EqualTo(expected));

    [TestCase(0.5, 200, 0.02, 1)]
    [TestCase(1, 200, 0.2, 2)]
    [TestCase(1, 3, 0.3, 3)]
    [TestCase(2, 6, 0.2, 4)]
    [TestCase(3, 8, 2, 5)]
    public void Superpixels_are_those_of_the_definition(double kernel, double longest, double ratio, int seed)
    {
        var image = Partitions.Picture(Size, seed);
        var actual = Quickshift.Segment(image, Size, kernel, longest, ratio);
        Assert.That(actual.Labels.ToArray(), Is.EqualTo(Segments.Of(Naive(image, kernel, longest, ratio)).Labels.ToArray()));
        Partitions.AreInOrder(actual, Size);
        Assert.That(actual.Count, Is.GreaterThan(1));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Where_all_is_equal_the_earlier_pixel_counts_as_higher(double kernel)
    {
        var image = new float[Size.Length];
        Assert.That(
            Quickshift.Segment(image, Size, kernel, 200, 1).Labels.ToArray(),
            Is.EqualTo(Segments.Of(Naive(image, kernel, 200, 1)).Labels.ToArray()));
    }

    [Test]
    public void Shorter_links_only_split_superpixels()
    {
        var image = Partitions.Picture(Size, 7);
        var coarse = Quickshift.Segment(image, Size, 2, 200, 0.2).Labels.ToArray();
        var fine = Quickshift.Segment(image, Size, 2, 2, 0.2).Labels.ToArray();
        Assert.That(fine.Distinct().Count(), Is.GreaterThan(coarse.Distinct().Count()));
        Assert.That(fine.Zip(coarse).Distinct().Count(), Is.EqualTo(fine.Distinct().Count()));
    }

    // Every pixel against every pixel of its window, row by row.
    private static int[] Naive(float[] image, double kernel, double longest, double ratio)
    {
        var (minimum, maximum) = (image.Min(), image.Max());
        double Colour(int c, int p) =>
            maximum > minimum ? 100 * ratio / Math.Sqrt(3) * (image[c * 80 + p] - minimum) / (maximum - minimum) : 0;
        double Distance(int p, int q) =>
            Math.Pow(p / 10 - q / 10, 2)
                + Math.Pow(p % 10 - q % 10, 2) + Enumerable.Range(0, 3).Sum(c => Math.Pow(Colour(c, p) - Colour(c, q), 2));
        var reach = (int)Math.Ceiling(3 * kernel);
        int[] Window(int p) =>
            [.. Enumerable.Range(0, 80).Where(q => Math.Abs(p / 10 - q / 10) <= reach && Math.Abs(p % 10 - q % 10) <= reach)];
        var densities = Enumerable.Range(0, 80)
            .Select(p => (float)Window(p).Sum(q => Math.Exp(-Distance(p, q) / (2 * kernel * kernel)))).ToArray();

        var parents = Enumerable.Range(0, 80).Select(p =>
        {
            var higher = Window(p).Where(q => densities[q] > densities[p] || densities[q] == densities[p] && q < p).ToList();
            return higher.Count > 0
                && higher.MinBy(q => Distance(p, q)) is var nearest && Math.Sqrt(Distance(p, nearest)) <= longest ? nearest : p;
        }).ToArray();
        int Root(int p) => parents[p] == p ? p : Root(parents[p]);
        return [.. Enumerable.Range(0, 80).Select(Root)];
    }
}
