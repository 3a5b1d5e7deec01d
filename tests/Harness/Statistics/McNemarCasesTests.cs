using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class McNemarCasesTests
{
    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("mcnemar");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden) => golden.Check(
        golden.Inputs.GetProperty("rows").EnumerateArray()
            .Select(row => new McNemar((int)row.Number("gained"), (int)row.Number("lost")))
            .Select(test => new
            {
                gained = test.Gained,
                lost = test.Lost,
                p_better = test.Better,
                p_worse = test.Worse,
                p_two = test.TwoSided,
                p_two_mid = test.MidP,
                discordant_share_gained = test.GainedShare,
                gained_share_cp95 = test.GainedShareInterval().Ends(),
            }));

    [TestCase(6, 2)]
    [TestCase(3, 3)]
    [TestCase(0, 9)]
    public void Of_one_row_an_image_it_is_the_sign_flip_test(int gained, int lost)
    {
        double[] gains = [.. Enumerable.Repeat(1.0, gained), .. Enumerable.Repeat(-1.0, lost), 0, 0];
        var (flip, test) = (SignFlip.Counted(gains), new McNemar(gained, lost));
        Assert.That(test.Better, Is.EqualTo(flip.Better).Within(1e-14));
        Assert.That(test.Worse, Is.EqualTo(flip.Worse).Within(1e-14));
        Assert.That(test.TwoSided, Is.EqualTo(flip.TwoSided).Within(1e-14));
    }
}
