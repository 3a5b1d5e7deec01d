using VisEval.Harness.Reports.Learned;

namespace VisEval.Tests.Harness.Reports.Learned;

public sealed class ShortTitlesTests
{
    [Test]
    public void What_all_say_is_left_out() =>
        Assert.That(
            ShortTitles.Of(["Concepts of class red cat at conv, one", "Concepts of class dog at conv, one"]),
            Is.EqualTo(new[] { "red cat", "dog" }));

    [Test]
    public void Titles_that_would_be_empty_stay_as_they_are()
    {
        string[] titles = ["CKA", "CKA debiased"];
        Assert.That(ShortTitles.Of(titles), Is.EqualTo(titles));
        Assert.That(ShortTitles.Of(["same", "same"]), Is.EqualTo(new[] { "same", "same" }));
    }
}
