using VisEval.Harness.Evaluation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class CostMeterTests
{
    [Test]
    public void Time_is_that_of_the_work_alone()
    {
        var clock = new RunnerClock();
        clock.Advance(TimeSpan.FromHours(1));

        var cost = new CostMeter(clock, () => 5).Measure(() => clock.Advance(TimeSpan.FromMilliseconds(42)));

        Assert.That(cost, Is.EqualTo(new Cost(TimeSpan.FromMilliseconds(42), 5)));
    }

    [Test]
    public void Memory_that_is_given_back_before_the_end_is_seen()
    {
        using var seen = new ManualResetEvent(false);
        var working = false;

        var cost = new CostMeter(new RunnerClock(), () =>
        {
            if (!Volatile.Read(ref working))
                return 10;
            seen.Set();
            return 99;
        }).Measure(() =>
        {
            Volatile.Write(ref working, true);
            Assert.That(seen.WaitOne(TimeSpan.FromSeconds(30)), "nobody looked at the memory during the work");
            Volatile.Write(ref working, false);
        });

        Assert.That(cost.PeakBytes, Is.EqualTo(99));
    }

    [Test]
    public void An_exception_of_the_work_is_passed_on() =>
        Assert.That(() => CostMeter.OfProcess.Measure(() => throw new NotSupportedException("x")), Throws.TypeOf<NotSupportedException>());

    [Test]
    public void The_process_has_resident_memory() =>
        Assert.That(CostMeter.OfProcess.Measure(() => { }).PeakBytes, Is.GreaterThan(1_000_000));
}
