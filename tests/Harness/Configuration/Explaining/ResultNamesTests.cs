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
}
