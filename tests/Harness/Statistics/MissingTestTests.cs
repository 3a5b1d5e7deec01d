using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Metrics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class MissingTestTests
{
    private static readonly Flipping Flips = new(Seed.Of(1));

    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "missing" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        var ends = golden.Param<double[]>("range");
        var info = new ScoreInfo("score", golden.Param<bool>("higher_is_better") ? Direction.Higher : Direction.Lower, ends[0], ends[1]);
        double? Merit(double? value) => value is { } v ? info.Merit(v) : null;
        var cells = golden.Input<double?[]>("method").Zip(golden.Input<double?[]>("control"),
            (m, c) => (PairedCell[])[new PairedCell(Merit(m), Merit(c))]).ToArray();
        var test = MissingTest.Of(PairedCells.Of(cells, MeritRange.Of(info, [])), Flips);
        golden.Check(new
        {
            common = test.Common,
            gain_on_common = test.Gain,
            p_better_on_common = test.Probability,
            gain_bounds = test.Bounds.Ends(),
            gain_method_pays = test.MethodPays,
            p_better_method_pays = test.MethodPaysProbability,
            p_better_worst_case = test.WorstProbability,
            mark_stands = test.Stands(),
        });
    }

    // Whatever the missing values are, the gain lies within the bounds and p is no larger than the worst.
    [Test]
    public void No_values_of_the_missing_cells_do_worse_than_the_worst_case([Range(1, 20)] int seed)
    {
        var random = Seed.Of(seed).Random();
        double? Value(double shift) => random.NextInt(4) == 0 ? null : Math.Min(1, shift + 0.7 * random.NextDouble());
        PairedCell[][] images =
        [
            .. Enumerable.Range(0, 8)
                .Select(i => Enumerable.Range(0, 1 + i % 2).Select(_ => new PairedCell(Value(0.3), Value(0))).ToArray()),
        ];
        var worst = MissingTest.Of(PairedCells.Of(images, new MeritRange(0, 1)), Flips);
        PairedCell[][] filled =
        [
            .. images.Select(image => image
                .Select(c => new PairedCell(c.Method ?? random.NextDouble(), c.Control ?? random.NextDouble())).ToArray()),
        ];
        var truth = MissingTest.Of(PairedCells.Of(filled, new MeritRange(0, 1)), Flips);
        Assert.That(truth.Gain, Is.InRange(worst.Bounds!.Value.Low, worst.Bounds.Value.High));
        Assert.That(truth.Probability, Is.LessThanOrEqualTo(worst.WorstProbability));
        Assert.That(worst.Probability, Is.LessThanOrEqualTo(worst.WorstProbability));
    }

    [TestCase(1, 10, false)]
    [TestCase(2, 10, true)]
    public void With_more_than_a_tenth_missing_the_worst_case_ranks(int missing, int cells, bool expected)
    {
        var images = Enumerable.Range(0, cells).Select(i => (PairedCell[])[new PairedCell(i < missing ? null : 1, 0)]).ToArray();
        Assert.That(PairedCells.Of(images, new MeritRange(0, 1)).RanksByWorstCase, Is.EqualTo(expected));
    }

    [Test]
    public void Without_any_cell_nothing_is_shown()
    {
        var test = MissingTest.Of(PairedCells.Of([[], []], new MeritRange(0, 1)), Flips);
        Assert.That((test.Common, test.Gain, test.Bounds, test.Stands()), Is.EqualTo((0, (double?)null, (Interval?)null, false)));
    }

    [Test]
    public void A_range_without_end_takes_the_worst_of_the_column()
    {
        var info = new ScoreInfo("score", Direction.Lower, 0, double.PositiveInfinity);
        Assert.That(MeritRange.Of(info, [-3, -7, -1]), Is.EqualTo(new MeritRange(-7, 0)));
        Assert.That(() => MeritRange.Of(info, []), Throws.ArgumentException);
    }

    [Test]
    public void A_score_that_is_best_inside_its_range_is_worst_at_the_farther_end() =>
        Assert.That(
            MeritRange.Of(new ScoreInfo("similarity", Direction.Lower, -1, 2) { Ideal = 0 }, []), Is.EqualTo(new MeritRange(-2, 0)));
}
