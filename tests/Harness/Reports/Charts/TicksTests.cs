using VisEval.Harness.Reports.Charts;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class TicksTests
{
    [TestCase(0, 1, 0, 0.2, 1)]
    [TestCase(0, 0.93, 0, 0.2, 1)]
    [TestCase(-0.3, 0.9, -0.5, 0.5, 1)]
    [TestCase(1, 14, 0, 5, 15)]
    public void Are_round_and_enclose_the_values(double low, double high, double first, double step, double last)
    {
        var ticks = Ticks.Nice(low, high);
        Assert.That(ticks[0], Is.EqualTo(first).Within(1e-12));
        Assert.That(ticks[1] - ticks[0], Is.EqualTo(step).Within(1e-12));
        Assert.That(ticks[^1], Is.EqualTo(last).Within(1e-12));
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-0.001)]
    public void A_single_value_still_has_an_axis(double value)
    {
        var ticks = Ticks.Nice(value, value);
        Assert.That(ticks.Count, Is.GreaterThan(1));
        Assert.That(value, Is.InRange(ticks[0], ticks[^1]));
    }

    [Test]
    public void Decades_enclose_the_values()
    {
        Assert.That(Ticks.Decades(0.02, 4100), Is.EqualTo(new double[] { -2, -1, 0, 1, 2, 3, 4 }));
        Assert.That(Ticks.Decades(10, 10), Is.EqualTo(new double[] { 1, 2 }));
    }
}
