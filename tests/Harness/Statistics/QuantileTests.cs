using MathNet.Numerics.Statistics;
using VisEval.Core;
using Quantile = VisEval.Harness.Statistics.Quantile;

namespace VisEval.Tests.Harness.Statistics;

public sealed class QuantileTests
{
    [TestCase(0, 1)]
    [TestCase(0.25, 1.75)]
    [TestCase(0.5, 2.5)]
    [TestCase(0.9, 3.7)]
    [TestCase(1, 4)]
    public void Interpolates_linearly_between_order_statistics(double probability, double expected) =>
        Assert.That(Quantile.Of([3, 1, 4, 2], probability), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Agrees_with_definition_7_of_another_library([Values(1, 2, 3, 10, 101)] int count)
    {
        var random = Seed.Of(count).Random();
        var values = Enumerable.Range(0, count).Select(_ => random.NextGaussian()).ToArray();
        foreach (var probability in new[] { 0, 0.025, 0.3, 0.5, 0.77, 0.975, 1 })
        {
            Assert.That(
                Quantile.Of(values, probability),
                Is.EqualTo(values.QuantileCustom(probability, QuantileDefinition.R7)).Within(1e-12));
            Assert.That(Quantile.OfReordered(values.ToArray(), probability), Is.EqualTo(Quantile.Of(values, probability)));
        }
    }

    [Test]
    public void The_median_of_an_even_number_is_the_middle() => Assert.That(Quantile.Median([1, 10, 2, 4]), Is.EqualTo(3));

    [Test]
    public void Leaves_the_values_in_their_order()
    {
        double[] values = [3, 1, 2];
        Quantile.Of(values, 0.5);
        Assert.That(values, Is.EqualTo(new double[] { 3, 1, 2 }));
    }

    [Test]
    public void Of_nothing_or_outside_the_unit_interval_is_an_error()
    {
        Assert.That(() => Quantile.Of([], 0.5), Throws.ArgumentException);
        Assert.That(() => Quantile.Of([1], 1.01), Throws.ArgumentException);
        Assert.That(() => Quantile.Of([1], double.NaN), Throws.ArgumentException);
    }
}
