using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Attention;
using VisEval.Methods.Wrappers;

namespace VisEval.Tests.Core;

/// <summary>A unit under a further name.</summary>
public sealed class FurtherNameTests
{
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    [Test]
    public void It_is_the_same_unit_and_results_keep_the_name_that_was_written()
    {
        var (own, further) = (Methods.Create("generic-attention"), Methods.Create("gradient-attention-rollout"));
        Assert.Multiple(() =>
        {
            Assert.That(further.Value, Is.EqualTo(own.Value).And.TypeOf<GenericAttention>());
            Assert.That((further.Key, further.Name), Is.EqualTo(("gradient-attention-rollout", "gradient-attention-rollout")));
            Assert.That(further.Identity, Is.EqualTo(own.Key));
            Assert.That(own.Identity, Is.EqualTo(own.Key));
            Assert.That(Methods["gradient-attention-rollout"], Is.SameAs(Methods["generic-attention"]));
            Assert.That(Methods.Entries.Count(e => e.Type == typeof(GenericAttention)), Is.EqualTo(1));
        });
    }

    [Test]
    public void It_is_accepted_inside_a_wrapper()
    {
        var unit = Methods.Create("smooth:samples=5:gradient-attention-rollout");
        Assert.Multiple(() =>
        {
            Assert.That(unit.Key, Is.EqualTo("smooth:samples=5:gradient-attention-rollout"));
            Assert.That(unit.Identity, Is.EqualTo("smooth:samples=5:generic-attention"));
            Assert.That(unit.Value, Is.TypeOf<Smooth>());
        });
    }

    [Test]
    public void It_takes_options_and_dialects_and_is_suggested()
    {
        var units = new Catalogue<IThing>(typeof(FurtherNameTests).Assembly);
        Assert.Multiple(() =>
        {
            Assert.That(units.Create("thing-was@two:size=3").Key, Is.EqualTo("thing-was@two:size=3"));
            Assert.That(units.Create("thing-was@two:size=3").Identity, Is.EqualTo("thing@two:size=3"));
            Assert.That(() => units.Create("thing-wos"), Throws.TypeOf<InputException>().With.Message.Contains("'thing-was'"));
        });
    }

    [Test]
    public void Two_units_may_not_share_one() => Assert.That(
        () => new Catalogue<ITwins>(typeof(FurtherNameTests).Assembly),
        Throws.InvalidOperationException.With.Message.Contains("'twin'"));

    private interface IThing;

    private interface ITwins;

    [Named("thing")]
    [AlsoNamed("thing-was")]
    [Dialect("two", "size=2")]
    private sealed record Thing(int Size = 1) : IThing;

    [Named("twin")]
    private sealed record First : ITwins;

    [Named("other")]
    [AlsoNamed("twin")]
    private sealed record Second : ITwins;
}
