using VisEval.Harness.Reports.Text;

namespace VisEval.Tests.Harness.Reports.Text;

public sealed class NumberTextTests
{
    [TestCase(null, "–")]
    [TestCase(0.0, "0.000")]
    [TestCase(0.12345, "0.123")]
    [TestCase(-0.5, "-0.500")]
    [TestCase(0.0004, "4.0e-4")]
    [TestCase(-0.000123, "-1.2e-4")]
    [TestCase(9.9999, "10.00")]
    [TestCase(12.345, "12.35")]
    [TestCase(999.96, "1000")]
    [TestCase(123456.7, "123457")]
    [TestCase(double.PositiveInfinity, "∞")]
    [TestCase(double.NegativeInfinity, "−∞")]
    [TestCase(double.NaN, "not a number")]
    public void Scores_have_three_decimals_where_that_says_something(double? value, string expected) =>
        Assert.That(NumberText.Score(value), Is.EqualTo(expected));

    [TestCase(null, "–")]
    [TestCase(0.0456, "0.046")]
    [TestCase(1.0, "1")]
    [TestCase(2.345, "2.35")]
    [TestCase(67.14, "67.1")]
    [TestCase(4100.4, "4100")]
    public void Costs_have_three_digits(double? value, string expected) => Assert.That(NumberText.Cost(value), Is.EqualTo(expected));

    [TestCase(0.456, "0.46 ms")]
    [TestCase(4.56, "4.6 ms")]
    [TestCase(45.6, "46 ms")]
    [TestCase(999.7, "1 s")]
    [TestCase(12345.0, "12.3 s")]
    public void Times_have_two_digits_and_the_unit_that_fits(double milliseconds, string expected) =>
        Assert.That(NumberText.Duration(milliseconds), Is.EqualTo(expected));

    [Test]
    public void Exact_numbers_read_back_as_themselves() => Assert.That(NumberText.Exact(0.1 + 0.2), Is.EqualTo("0.30000000000000004"));
}
