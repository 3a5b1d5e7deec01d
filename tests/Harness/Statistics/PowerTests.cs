using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class PowerTests
{
    [Test]
    public void A_simulated_t_test_finds_as_often_as_its_power_says([Values(2, 4, 12)] int images)
    {
        const int Runs = 20_000;
        var (random, critical) = (Seed.Of(images).Random(), Student.Quantile(images - 1, 0.95));
        var found = 0;
        for (var run = 0; run < Runs; run++)
        {
            double[] gains = [.. Enumerable.Range(0, images).Select(_ => 0.8 + random.NextGaussian())];
            var mean = gains.Average();
            var error = Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (images - 1) / images);
            found += mean / error >= critical ? 1 : 0;
        }
        var power = StudentPower.Of(1, 0.8, images);
        Assert.That(found / (double)Runs, Is.EqualTo(power).Within(4 * Math.Sqrt(power * (1 - power) / Runs)));
    }

    [Test]
    public void Without_an_effect_the_power_is_the_level([Values(2, 3, 10, 300)] int images) =>
        Assert.That(StudentPower.Of(1, 0, images, 0.05), Is.EqualTo(0.05).Within(1e-7));

    [Test]
    public void The_detectable_effect_and_the_number_of_images_are_each_others_inverse([Values(9, 40, 155)] int images) =>
        Assert.That(Power.ImagesToFind(0.3, Power.DetectableEffect(0.3, images)), Is.EqualTo(images));

    [TestCase(1, 5)]
    [TestCase(60, 11)]
    [TestCase(600, 14)]
    public void Fewer_images_than_these_can_mark_nothing(int tests, int images)
    {
        Assert.That(Power.ImagesToMark(tests), Is.EqualTo(images));
        Assert.That(tests * Math.Pow(2, -images), Is.LessThanOrEqualTo(0.05));
        Assert.That(tests * Math.Pow(2, 1 - images), Is.GreaterThan(0.05));
    }

    [Test]
    public void However_weak_the_level_a_mark_needs_five_images() => Assert.That(Power.ImagesToMark(1, 0.5), Is.EqualTo(5));

    [Test]
    public void What_has_no_power_is_an_error()
    {
        Assert.That(() => Power.ImagesToMark(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Power.ImagesToMark(1, 0), Throws.ArgumentException);
        Assert.That(() => Power.ImagesToFind(1, 0), Throws.ArgumentException);
        Assert.That(() => Power.DetectableEffect(1, 10, power: 1), Throws.ArgumentException);
        Assert.That(() => StudentPower.Of(1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
