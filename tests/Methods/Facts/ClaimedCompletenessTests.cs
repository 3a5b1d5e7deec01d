using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;

namespace VisEval.Tests.Methods.Facts;

public class ClaimedCompletenessTests
{
    private static readonly Catalogue<IAttributionMethod> Catalogue = new(typeof(IAttributionMethod).Assembly);

    [TestCase("integrated-gradients", "zero")]
    [TestCase("integrated-gradients:baseline=black+white", "black+white")]
    [TestCase("deeplift:baseline=mean", "mean")]
    [TestCase("guided-ig", "zero")]
    [TestCase("rise", "", Description = "perturbation claims no sum")]
    [TestCase("grad-cam", "")]
    [TestCase("random", "")]
    [TestCase("smooth:integrated-gradients", "", Description = "the mean over other images adds up to another difference")]
    public void The_claim_is_that_of_the_method_with_its_options(string unit, string baseline) =>
        Assert.That(ClaimedCompleteness.BaselineOf(Catalogue.Create(unit).Value), Is.EqualTo(baseline));

    [Test]
    public void A_claim_names_an_option()
    {
        foreach (var entry in Catalogue.Entries)
            if (entry.Type.GetCustomAttributes(typeof(CompleteAttribute), false) is [CompleteAttribute claim])
                Assert.That(entry.Options.Select(o => o.Name), Does.Contain(claim.Option), entry.Name);
    }
}
