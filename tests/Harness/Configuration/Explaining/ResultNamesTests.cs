using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;

namespace VisEval.Tests.Harness.Configuration.Explaining;

public sealed class ResultNamesTests
{
    [Test]
    public void All_means_every_method_and_one_that_is_named_stands_once()
    {
        var catalogue = Catalogues.BuiltIn().Methods;
        var named = ResultNames.For(["rise:masks=20", "all"], catalogue);
        Assert.That(named.Select(n => n.Unit.Name), Is.EquivalentTo(catalogue.Entries.Select(e => e.Name)));
        Assert.That(named[0].Unit.Key, Is.EqualTo("rise:masks=20"));
        Assert.That(named.Select(n => n.FileName), Is.Unique);
    }

    [Test]
    public void The_same_method_asked_for_twice_is_refused() =>
        Assert.That(
            () => ResultNames.For(["gradient", "gradient"], Catalogues.BuiltIn().Methods),
            Throws.TypeOf<InputException>().With.Message.Contains("ask for each once"));

    [TestCase("a/b.JPEG,c.png,d", "a_b,c,d")]
    [TestCase("v1.2,v1.3", "v1.2,v1.3", TestName = "An ending that is no picture's stays")]
    [TestCase("a.png,a.jpg,b.png", "a.png,a.jpg,b.png", TestName = "Endings stay where names would meet")]
    [TestCase("A.png,a.jpg", "A.png,a.jpg", TestName = "Names that differ by case meet on some disks")]
    public void Files_of_images_are_called_without_the_ending_of_a_picture(string ids, string names)
    {
        var found = ResultNames.OfImages(ids.Split(','));
        Assert.That(ids.Split(',').Select(id => found[id]), Is.EqualTo(names.Split(',')));
    }
}
