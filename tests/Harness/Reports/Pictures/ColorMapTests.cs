using VisEval.Harness.Reports.Pictures;

namespace VisEval.Tests.Harness.Reports.Pictures;

public sealed class ColorMapTests
{
    // The published tables' ends and, for inferno, its middle.
    [TestCase(0, 48, 18, 59)]
    [TestCase(1, 122, 4, 3)]
    public void Turbo_starts_blue_and_ends_red(double value, int red, int green, int blue) =>
        AssertNear(ColorMap.Turbo[value], red, green, blue);

    [TestCase(0, 0, 0, 4)]
    [TestCase(0.5, 188, 55, 84)]
    [TestCase(1, 252, 255, 164)]
    public void Inferno_starts_black_and_ends_yellow(double value, int red, int green, int blue) =>
        AssertNear(ColorMap.Inferno[value], red, green, blue);

    // Turbo's polynomial of degree 5 as its author published it, which stays within 33 of the table and within 7 on average.
    [Test]
    public void Turbo_follows_its_published_polynomial()
    {
        double[][] coefficients =
        [
            [0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943],
            [0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604],
            [0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973],
        ];
        var errors = new List<double>();
        for (var i = 0; i < 256; i++)
        {
            var (red, green, blue) = ColorMap.Turbo[i / 255.0];
            foreach (var (actual, polynomial) in new[] { red, green, blue }.Zip(coefficients))
                errors.Add(Math.Abs(actual - 255 * Math.Clamp(polynomial.Reverse().Aggregate((sum, c) => sum * (i / 255.0) + c), 0, 1)));
        }
        Assert.That(errors.Max(), Is.LessThan(33));
        Assert.That(errors.Average(), Is.LessThan(7));
    }

    [Test]
    public void The_scale_of_maps_grows_brighter_throughout_so_that_grey_tells_the_order()
    {
        static double Linear(byte value) => Math.Pow(value / 255.0, 2.2);
        var brightness = Enumerable.Range(0, 33).Select(i => ColorMap.OfMaps[i / 32.0])
            .Select(c => 0.2126 * Linear(c.Red) + 0.7152 * Linear(c.Green) + 0.0722 * Linear(c.Blue)).ToList();
        Assert.That(brightness, Is.Ordered);
    }

    [Test]
    public void Values_outside_the_unit_interval_have_the_colours_of_its_ends()
    {
        Assert.That(ColorMap.Turbo[-3], Is.EqualTo(ColorMap.Turbo[0]));
        Assert.That(ColorMap.Turbo[7], Is.EqualTo(ColorMap.Turbo[1]));
    }

    private static void AssertNear((byte Red, byte Green, byte Blue) actual, int red, int green, int blue)
    {
        Assert.That((int)actual.Red, Is.EqualTo(red).Within(2));
        Assert.That((int)actual.Green, Is.EqualTo(green).Within(2));
        Assert.That((int)actual.Blue, Is.EqualTo(blue).Within(2));
    }
}
