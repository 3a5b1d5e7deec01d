using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Components of variance against an analysis of variance, and against a population whose components are known.</summary>
public sealed class DrawComponentsTests
{
    [Test]
    public void Are_those_of_the_analysis_of_variance([Values(2, 3, 7)] int seeds, [Values(2, 5, 40)] int images)
    {
        var values = Population(images, seeds, imageDeviation: 2, seedDeviation: 1, seed: 3);
        var found = DrawComponents.Of(values)!;

        // Mean squares from raw sums: between = K·Σ x̄_i² − nK·x̄², within = Σ x² − K·Σ x̄_i².
        var all = values.SelectMany(v => v).ToList();
        var ofMeans = values.Sum(v => Math.Pow(v.Sum() / seeds, 2));
        var between = (seeds * ofMeans - Math.Pow(all.Sum(), 2) / all.Count) / (images - 1);
        var within = (all.Sum(v => v * v) - seeds * ofMeans) / (images * (seeds - 1));
        Assert.That(found.Seed, Is.EqualTo(within).Within(1e-9));
        Assert.That(found.Image, Is.EqualTo(Math.Max(0, (between - within) / seeds)).Within(1e-9));
        Assert.That((found.Images, found.Seeds), Is.EqualTo((images, seeds)));
    }

    [Test]
    public void Find_the_components_of_a_known_population()
    {
        var found = DrawComponents.Of(Population(20000, 3, imageDeviation: 2, seedDeviation: 1, seed: 11))!;

        // Standard errors: of the seed's √(2/(n(K − 1))) = 0.007, of the image's about 0.043.
        Assert.That(found.Seed, Is.EqualTo(1).Within(0.03));
        Assert.That(found.Image, Is.EqualTo(4).Within(0.15));
        Assert.That(found.SeedShare, Is.EqualTo(0.2).Within(0.01));
        Assert.That(found.WidthShare, Is.EqualTo(1 - Math.Sqrt(4 / (4 + 1.0 / 3))).Within(0.005));
    }

    [Test]
    public void The_estimates_are_right_on_average_where_nothing_is_cut_off()
    {
        var found = Enumerable.Range(0, 2000).Select(i => DrawComponents.Of(Population(12, 4, 3, 1, (ulong)i + 1))!).ToList();
        Assert.That(found.Average(f => f.Seed), Is.EqualTo(1).Within(0.03));
        Assert.That(found.Average(f => f.Image), Is.EqualTo(9).Within(0.4));
    }

    [Test]
    public void Where_the_draw_is_everything_the_image_has_no_variance()
    {
        var found = DrawComponents.Of([[0, 2], [1, 1], [2, 0]])!;
        Assert.That((found.Image, found.Seed), Is.EqualTo((0.0, 4.0 / 3)));
        Assert.That((found.SeedShare, found.WidthShare), Is.EqualTo(((double?)1, (double?)1)));
    }

    [Test]
    public void Where_no_two_seeds_differ_more_seeds_help_nothing()
    {
        var found = DrawComponents.Of([[1, 1, 1], [2, 2, 2]])!;
        Assert.That((found.Image, found.Seed, found.SeedShare, found.WidthShare), Is.EqualTo((0.5, 0.0, (double?)0, (double?)0)));
        var constant = DrawComponents.Of([[1, 1], [1, 1]])!;
        Assert.That((constant.SeedShare, constant.WidthShare), Is.EqualTo(((double?)null, (double?)null)));
    }

    [Test]
    public void One_image_or_one_seed_tells_nothing()
    {
        Assert.That(DrawComponents.Of([]), Is.Null);
        Assert.That(DrawComponents.Of([[1, 2]]), Is.Null);
        Assert.That(DrawComponents.Of([[1], [2]]), Is.Null);
        Assert.That(() => DrawComponents.Of([[1, 2], [1, 2, 3]]), Throws.ArgumentException.With.Message.Contains("3 values"));
    }

    private static double[][] Population(int images, int seeds, double imageDeviation, double seedDeviation, ulong seed)
    {
        var random = new RandomSource(seed);
        return
        [
            .. Enumerable.Range(0, images).Select(_ =>
            {
                var image = 5 + imageDeviation * random.NextGaussian();
                return Enumerable.Range(0, seeds).Select(_ => image + seedDeviation * random.NextGaussian()).ToArray();
            }),
        ];
    }
}
