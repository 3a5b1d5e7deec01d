using VisEval.Harness.Configuration.Foreign;

namespace VisEval.Tests.Harness.Configuration.Foreign;

public sealed class GivenTextTests
{
    [TestCase("a=b", "a", null, "b")]
    [TestCase("my-ig_2.0+x=python my.py --a=b", "my-ig_2.0+x", null, "python my.py --a=b")]
    [TestCase("mine@1.2= sh x.sh ", "mine", "1.2", "sh x.sh")]
    [TestCase("python my.py", null, null, "python my.py")]
    [TestCase("python my.py --a=b", null, null, "python my.py --a=b")]
    [TestCase("./x=y", null, null, "./x=y")]
    [TestCase("=y", null, null, "=y")]
    [TestCase("C:\\maps", null, null, "C:\\maps")]
    public void Is_read(string text, string? name, string? version, string value) =>
        Assert.That(GivenText.Parse(text), Is.EqualTo(new GivenText(name, version, value)));

    [TestCase("my_method", "my_method")]
    [TestCase("it's mine", "it-s-mine")]
    [TestCase("(x)", "x")]
    [TestCase("…", null)]
    public void A_name_is_made_of_a_file(string text, string? name) => Assert.That(GivenText.NameOf(text), Is.EqualTo(name));
}
