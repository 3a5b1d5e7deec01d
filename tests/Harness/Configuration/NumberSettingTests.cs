using VisEval.Harness.Configuration;

namespace VisEval.Tests.Harness.Configuration;

public sealed class NumberSettingTests
{
    private static readonly NumberSetting Bounded = new("threads", 1, 64, "all 2 processors");
    private static readonly NumberSetting From = new("limit", 1, int.MaxValue, "all", "images");
    private static readonly NumberSetting Free = new("seed", long.MinValue, long.MaxValue, "0");

    [TestCase("1", 1L)]
    [TestCase("64", 64L)]
    [TestCase("+3", 3L)]
    [TestCase("0", null)]
    [TestCase("65", null)]
    [TestCase("-1", null)]
    [TestCase("2.5", null)]
    [TestCase("two", null)]
    [TestCase("", null)]
    [TestCase(" 2", null)]
    [TestCase("1e1", null)]
    [TestCase("99999999999999999999", null)]
    public void A_text_is_a_number_within_the_bounds_or_none(string text, long? number) =>
        Assert.That(Bounded.Parse(text), Is.EqualTo(number));

    [Test]
    public void A_refusal_names_the_value_what_is_allowed_and_what_holds_otherwise()
    {
        Assert.That(
            Bounded.Refusal("0"),
            Is.EqualTo("threads 0 is not allowed; threads is a whole number from 1 to 64, or left out for all 2 processors."));
        Assert.That(
            From.Refusal("x", "--"),
            Is.EqualTo("--limit x is not allowed; limit is a whole number of images, at least 1, or left out for all."));
        Assert.That(Free.Refusal("x"), Is.EqualTo("seed x is not allowed; seed is a whole number, or left out for 0."));
    }

    [Test]
    public void Every_seed_of_64_bits_is_allowed() =>
        Assert.That(
            new[] { Free.Parse("9223372036854775807"), Free.Parse("-9223372036854775808") },
            Is.EqualTo(new[] { long.MaxValue, long.MinValue }));
}
