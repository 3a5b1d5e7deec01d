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
        Assert.That(
            (Numbers.Value(mean), Numbers.Interval(mean), Numbers.WhyNoInterval(mean)),
            Is.EqualTo((0.25, (Interval?)null, "degenerate:no-spread")));
        Assert.That(Numbers.Interval(new Finding.Mean([0.2, 0.4, 0.3, 0.1, 0.5, 0.3, 0.2, 0.6, 0.4])), Is.Not.Null);
    }

    [Test]
    public void A_bootstrap_of_fewer_than_eight_images_that_count_is_not_shown_and_the_table_says_why()
    {
        double[] parts = [3, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        double[] wholes = [10, 12, 4, 5, 4, 5, 4, 5, 4, 5];
        var ratio = new Finding.Ratio(parts, wholes);
        // Two of ten images show the concept; all ten count where each could have a part.
        var few = ratio with { Images = 2 };
        Assert.That((Numbers.Value(few), Numbers.Interval(few)), Is.EqualTo((4 / 58.0, (Interval?)null)));
        Assert.That(Numbers.WhyNoInterval(few), Is.EqualTo("undefined:too-few-images"));
        Assert.That(Numbers.Interval(ratio), Is.Not.Null);
        Assert.That(Numbers.Interval(ratio with { Images = 8 }), Is.Not.Null);
        Assert.That(Numbers.Interval(new Finding.Ratio(parts[..7], wholes[..7])), Is.Null);
        Assert.That(
            FindingCsv.Render(
                new FindingTable(
                    "t", "A row.", [new("channel", "C."), new("iou", "I.", ColumnKind.Interval)],
                    [FindingRow.Of(0, few), FindingRow.Of(1, 1)]),
                Numbers).Split("\r\n"),
            Is.EqualTo(new[]
            {
                "channel,iou,iou_low,iou_high,no_interval,state", $"0,{4 / 58.0:R},,,iou:undefined:too-few-images,ok", "1,1,,,,ok", "",
            }));
    }

    [Test]
    public void A_number_of_one_image_or_one_draw_says_that_these_are_too_few()
    {
        Finding[] alone = [new Finding.Mean([0.4]), new Finding.Crossed([0.4], [0.4, 0.5]), new Finding.LeftOut(0.4, [], 0, 1)];
        foreach (var finding in alone)
            Assert.That(
                (Numbers.Interval(finding), Numbers.WhyNoInterval(finding)),
                Is.EqualTo(((Interval?)null, "undefined:too-few-images")));
    }
}
