using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

public class QuantilesTests
{
    [TestCase(0, 1)]
    [TestCase(1, 11)]
    [TestCase(0.5, 3)]
    [TestCase(0.25, 2)]
    [TestCase(0.375, 2.5)]
    [TestCase(0.95, 9.8)]
    public void Between_two_values_they_are_linear(double share, double expected) =>
        Assert.That(Quantiles.Linear<float>([1, 2, 3, 5, 11], share), Is.EqualTo(expected).Within(1e-6));

    [Test]
    public void A_position_that_is_an_integer_but_for_rounding_is_one_of_the_values()
    {
        float[] values = [.. Enumerable.Range(0, 11).Select(i => i * 0.1f)];
        for (var tenths = 0; tenths <= 10; tenths++)
            Assert.That(Quantiles.Linear<float>(values, 1 - tenths / 10.0), Is.EqualTo((double)values[10 - tenths]));
    }
}
