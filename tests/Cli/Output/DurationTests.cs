using VisEval.Cli.Output;

namespace VisEval.Tests.Cli.Output;

public sealed class DurationTests
{
    [TestCase(12.34, "12.3 s")]
    [TestCase(125, "2 min 5 s")]
    [TestCase(11_520, "3 h 12 min")]
    [TestCase(172_740, "47 h 59 min")]
    [TestCase(793_440, "9 days 4 h")]
    [TestCase(35_056_980, "405 days 18 h")]
    public void Long_times_are_told_in_days(double seconds, string text) =>
        Assert.That(Duration.Text(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));
}
