using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Shared.Ranks;

public class FractionsTests
{
    [Test]
    public void Shares_are_joined_by_plus() =>
        Assert.That(Fractions.Parse(Fractions.Checked("0.005+0.1+0.75", "x")), Is.EqualTo(new[] { 0.005, 0.1, 0.75 }));

    [TestCase("")]
    [TestCase("0.1+")]
    [TestCase("0+0.5")]
    [TestCase("0.5+1")]
    [TestCase("0.5+0.4")]
    [TestCase("0.5+0.5")]
    [TestCase("half")]
    [TestCase("NaN")]
    public void Anything_else_is_refused_with_what_is_allowed(string text) =>
        Assert.That(
            () => Fractions.Checked(text, "road: shares"),
            Throws.TypeOf<InputException>().With.Message.Contains($"road: shares={text} is not allowed"));

    [TestCase(10, 0.7, 7)]
    [TestCase(1000, 0.29, 290)]
    [TestCase(4, 0.9, 3)]
    public void A_share_of_a_count_is_rounded_down_but_not_by_rounding_errors(int count, double share, int expected) =>
        Assert.That(Fractions.Of(count, share), Is.EqualTo(expected));
}
