using NUnit.Framework.Internal;

namespace VisEval.Tests.Harness.Statistics;

public sealed class StatisticCasesTests
{
    [TestCase("bootstrap", 14)]
    [TestCase("sign-flip", 30)]
    [TestCase("proportion", 10)]
    [TestCase("multiplicity", 2)]
    [TestCase("mcnemar", 1)]
    [TestCase("equivalence", 19)]
    [TestCase("power", 6)]
    public void No_case_is_lost(string kind, int count) => Assert.That(StatisticCases.Of(kind), Has.Count.EqualTo(count));

    [Test]
    public void A_number_that_is_expected_and_not_computed_fails()
    {
        var any = StatisticCases.Of("sign-flip").Single(c => c.ToString() == "signflip_n3");
        using (new TestExecutionContext.IsolatedContext())
            Assert.That(() => any.Check(new { smallest_possible_one_sided = 0.125 }), Throws.InstanceOf<AssertionException>());
    }
}
