using VisEval.Core;

namespace VisEval.Tests.Core;

/// <summary>Numbers with what they count.</summary>
public sealed class CountedTests
{
    [TestCase(0, "layer", "0 layers")]
    [TestCase(1, "layer", "1 layer")]
    [TestCase(2, "layer", "2 layers")]
    [TestCase(1, "class", "1 class")]
    [TestCase(2, "class", "2 classes")]
    [TestCase(3, "box", "3 boxes")]
    [TestCase(2, "analysis", "2 analyses")]
    [TestCase(1, "analysis", "1 analysis")]
    public void One_is_not_many(int count, string noun, string text) => Assert.That(Counted.Of(count, noun), Is.EqualTo(text));

    [Test]
    public void Thousands_are_parted_where_that_is_asked_for()
    {
        Assert.That(Counted.Of(1234, "cell", "N0"), Is.EqualTo("1,234 cells"));
        Assert.That(Counted.Of(1234, "cell"), Is.EqualTo("1234 cells"));
        Assert.That((Counted.There(1), Counted.There(0)), Is.EqualTo(("there is 1", "there are 0")));
    }
}
