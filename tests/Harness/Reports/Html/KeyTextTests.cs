using VisEval.Harness.Reports.Html;

namespace VisEval.Tests.Harness.Reports.Html;

public sealed class KeyTextTests
{
    [TestCase("grad-cam", "grad-cam")]
    [TestCase("occlusion:window=8,stride=4", "occlusion:<wbr>window=8,<wbr>stride=4")]
    [TestCase("end:", "end:<wbr>")]
    [TestCase("", "")]
    public void A_key_may_break_after_colons_and_commas(string key, string markup) =>
        Assert.That(KeyText.Breakable(key).Source, Is.EqualTo(markup));

    [Test]
    public void What_is_not_a_break_stays_escaped() =>
        Assert.That(KeyText.Breakable("<script>:a&b").Source, Is.EqualTo("&lt;script&gt;:<wbr>a&amp;b"));

    [TestCase("grad-cam", "grad-cam", "")]
    [TestCase("deletion@rise", "deletion@rise", "")]
    [TestCase("rise@paper:masks=500,grid=7", "rise@paper", "masks=500,grid=7")]
    public void A_key_is_a_name_and_options(string key, string name, string options) =>
        Assert.That(KeyText.Split(key), Is.EqualTo((name, options)));
}
