using VisEval.Cli.Output;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli.Output;

public sealed class TimeLeftTests
{
    // Seconds of the cells of a run: methods that differ by a factor of 1000, in the order in which they are run.
    private static readonly double[] CostlyFirst = [.. Enumerable.Repeat(10.0, 20), .. Enumerable.Repeat(0.01, 2000)];
    private static readonly double[] CostlyLast = [.. CostlyFirst.Reverse()];

    private static IEnumerable<TestCaseData> Orders()
    {
        yield return new TestCaseData(CostlyFirst).SetArgDisplayNames("costly first");
        yield return new TestCaseData(CostlyLast).SetArgDisplayNames("costly last");
    }

    [TestCaseSource(nameof(Orders))]
    public void With_known_costs_it_is_right_all_the_time_however_they_differ(double[] cells) =>
        Assert.That(WorstFactor(cells, weights: cells, expected: cells.Sum()), Is.LessThan(1.01));

    [TestCaseSource(nameof(Orders))]
    public void A_wrong_expectation_of_the_machine_is_outweighed_by_what_is_measured(double[] cells)
    {
        Assert.That(WorstFactor(cells, weights: cells, expected: 3 * cells.Sum(), from: 0.3), Is.LessThan(1.6));
        Assert.That(WorstFactor(cells, weights: cells, expected: cells.Sum() / 3, from: 0.3), Is.LessThan(1.4));
    }

    [TestCaseSource(nameof(Orders))]
    public void Costs_that_are_off_by_a_factor_of_two_put_it_off_by_about_as_much(double[] cells)
    {
        double[] weights = [.. cells.Select(seconds => seconds > 1 ? 2 * seconds : seconds)];
        Assert.That(WorstFactor(cells, weights, expected: weights.Sum()), Is.LessThan(2.1));
    }

    [Test]
    public void Without_an_expectation_nothing_is_said_at_first_and_then_the_pace_decides()
    {
        var clock = new ManualClock();
        var left = new TimeLeft(clock, null);
        Assert.That(left.Of(0), Is.Null);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(left.Of(0.005), Is.Null);
        Assert.That(left.Of(0.25), Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [Test]
    public void What_was_done_before_took_no_time_now()
    {
        var clock = new ManualClock();
        var left = new TimeLeft(clock, null);
        left.Of(0.5);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(left.Of(0.75), Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void What_passes_before_the_work_begins_is_no_work()
    {
        var clock = new ManualClock();
        var left = new TimeLeft(clock, TimeSpan.FromSeconds(14));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(left.Of(0), Is.EqualTo(TimeSpan.FromSeconds(14)), "and never negative");
    }

    [Test]
    public void In_the_beginning_it_is_what_is_expected_of_the_rest() =>
        Assert.That(new TimeLeft(new ManualClock(), TimeSpan.FromMinutes(10)).Of(0.4), Is.EqualTo(TimeSpan.FromMinutes(6)));

    // The largest factor between what is said and what is true, while between "from" and 90 % of the time has passed.
    private static double WorstFactor(double[] cells, double[] weights, double expected, double from = 0)
    {
        var clock = new ManualClock();
        var left = new TimeLeft(clock, TimeSpan.FromSeconds(expected));
        left.Of(0);
        var (worst, passed, done) = (1.0, 0.0, 0.0);
        foreach (var (seconds, weight) in cells.Zip(weights))
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            passed += seconds;
            done += weight;
            if (passed < from * cells.Sum() || passed > 0.9 * cells.Sum())
                continue;
            var (said, truth) = (left.Of(done / weights.Sum())!.Value.TotalSeconds, cells.Sum() - passed);
            worst = Math.Max(worst, Math.Max(said / truth, truth / said));
        }
        return worst;
    }
}
