using VisEval.Core;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Tests.Harness.Reports.Representing;

public sealed class FindingNumbersTests
{
    private static readonly FindingNumbers Numbers = new(Seed.Of(3));

    [Test]
    public void A_share_of_images_has_wilsons_interval_also_where_none_or_all_are_hits()
    {
        // 0 of 9: 0 to z²/(9 + z²).
        var none = Numbers.Interval(new Finding.Mean([.. new double[9]]))!.Value;
        const double squared = 1.959963984540054 * 1.959963984540054;
        Assert.That((none.Low, none.High), Is.EqualTo((0.0, squared / (9 + squared))).Within(1e-12));
        // The variance is divided by n − 1: four images tell as much as three independent ones.
        var some = Numbers.Interval(new Finding.Mean([1, 0, 1, 1]))!.Value;
        var expected = ProportionInterval.Wilson(0.75 * 3, 3);
        Assert.That((some.Low, some.High), Is.EqualTo((expected.Low, expected.High)).Within(1e-12));
    }

    [Test]
    public void A_mean_without_spread_that_is_no_share_has_no_interval()
    {
        var mean = new Finding.Mean([0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]);
        Assert.That((Numbers.Value(mean), Numbers.Interval(mean)), Is.EqualTo((0.25, (Interval?)null)));
        Assert.That(Numbers.Interval(new Finding.Mean([0.2, 0.4, 0.3, 0.1, 0.5, 0.3, 0.2, 0.6, 0.4])), Is.Not.Null);
    }
}
