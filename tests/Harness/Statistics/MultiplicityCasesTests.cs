using System.Text.Json;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class MultiplicityCasesTests
{
    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("multiplicity");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden)
    {
        var p = golden.Inputs.GetProperty("p");
        if (p[0].ValueKind == JsonValueKind.Array)
            golden.Check(new
            {
                holm = p.EnumerateArray().Select(family => Holm.Adjust(family.Doubles())),
                benjamini_hochberg = p.EnumerateArray().Select(family => BenjaminiHochberg.Adjust(family.Doubles())),
            });
        else
            golden.Check(new
            {
                holm = Holm.Adjust(p.DoublesOrNull()),
                benjamini_hochberg = BenjaminiHochberg.Adjust(p.DoublesOrNull()),
            });
    }

    [Test]
    public void A_claim_of_several_parts_is_as_sure_as_its_least_sure_part_and_untested_where_a_part_is()
    {
        Assert.That(IntersectionUnion.Of([0.01, 0.2, 0.03]), Is.EqualTo(0.2));
        Assert.That(IntersectionUnion.Of([0.01, null]), Is.Null);
        Assert.That(IntersectionUnion.Of([]), Is.Null);
    }
}
