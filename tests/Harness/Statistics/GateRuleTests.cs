using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class GateRuleTests
{
    private static readonly Flipping AnyFlipping = new(Seed.Of(1));

    [Test]
    public void Cells_without_a_change_and_with_too_few_images_take_no_part_in_the_correction()
    {
        double[] worse = [-0.3, -0.4, -0.2, -0.5, -0.25];
        var cells = new[] { Test(worse), Test([0, 0, 1e-14, 0, 0, 0]), Test([-1, -1, -1, -1]) };
        var outcomes = new GateRule().Of(cells);
        Assert.That(
            outcomes.Select(o => o.Verdict), Is.EqualTo(new[] { GateVerdict.Worse, GateVerdict.Equivalent, GateVerdict.Undecided }));
        Assert.That(outcomes.Select(o => o.Worse), Is.EqualTo(new double?[] { 1 / 32.0, null, null }));
        Assert.That(new GateRule().FamilyOf(cells), Is.EqualTo(1));
    }

    [Test]
    public void Two_cells_of_five_images_are_too_many()
    {
        double[] worse = [-0.3, -0.4, -0.2, -0.5, -0.25];
        Assert.That(new GateRule().Of([Test(worse), Test(worse)]).Select(o => o.Verdict), Is.All.EqualTo(GateVerdict.Undecided));
    }

    [Test]
    public void A_p_on_the_threshold_passes() =>
        Assert.That(new GateRule(1 / 32.0).Of([Test([-1, -2, -1, -3, -1])])[0].Verdict, Is.EqualTo(GateVerdict.Worse));

    [Test]
    public void Both_tests_of_equivalence_by_t_are_the_interval_within_the_margin([Values(0.05, 0.1, 0.2, 0.4)] double margin)
    {
        var gains = ClusterTotals.OfSingles([0.11, -0.05, 0.2, 0.02, -0.11, 0.09, 0.13]);
        var interval = StudentInterval.Of(gains, 0.9)!.Value;
        Assert.That(Equivalence.ByStudent(gains, margin)!.Value.P <= 0.05, Is.EqualTo(interval.IsWithin(margin)));
    }

    [Test]
    public void Turning_all_gains_swaps_both_tests()
    {
        double[] gains = [0.11, -0.05, 0.2, 0.02, -0.11, 0.09, 0.13];
        var (test, turned) = (By(gains), By([.. gains.Select(g => -g)]));
        Assert.That((turned.Lower, turned.Upper), Is.EqualTo((test.Upper, test.Lower)));

        static Equivalence By(double[] gains) => Equivalence.BySignFlip(ClusterTotals.OfSingles(gains), 0.1, AnyFlipping);
    }

    [Test]
    public void What_cannot_be_tested_is_an_error()
    {
        Assert.That(() => GateTest.Of(Clusters.Of([[1]]), -0.1, AnyFlipping), Throws.ArgumentException);
        Assert.That(() => GateTest.Of(Clusters.Of([[1]]), double.NaN, AnyFlipping), Throws.ArgumentException);
        Assert.That(() => GateTest.Of(Clusters.Of([[]]), 0.1, AnyFlipping), Throws.ArgumentException);
    }

    private static GateTest Test(double[] gains) => GateTest.Of(Clusters.Of([.. gains.Select(g => new[] { g })]), 0.01, AnyFlipping);
}
