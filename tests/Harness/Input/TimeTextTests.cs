using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Input;

public sealed class TimeTextTests
{
    [TestCase("2h", 7200)]
    [TestCase("90m", 5400)]
    [TestCase("45s", 45)]
    [TestCase("1h30m", 5400)]
    [TestCase("1h2m3s", 3723)]
    [TestCase("0.5h", 1800)]
    public void Is_read(string text, double seconds) => Assert.That(TimeText.Parse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("2")]
    [TestCase("0s")]
    [TestCase("-1h")]
    [TestCase("h")]
    [TestCase("30m1h")]
    [TestCase("1h1h")]
    [TestCase("1h30")]
    [TestCase("2 hours")]
    [TestCase("1e9h")]
    [TestCase("99999999999999999999h")]
    public void What_is_no_time_is_refused(string text) => Assert.That(
        () => TimeText.Parse(text),
        Throws.TypeOf<InputException>().With.Message.StartsWith($"time '{text}' is not allowed; time is hours"));
}
