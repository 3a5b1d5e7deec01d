using VisEval.Core;
using VisEval.Harness.Estimation;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

public sealed class SpeedMeterTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    [Test]
    public void Speed_is_that_of_the_fastest_call_after_the_first_and_the_budget_is_kept()
    {
        var clock = new ManualClock();
        var passes = 0;
        // Slow when it is first run, disturbed now and then.
        var model = new TimedModel(clock, (gradient, images) =>
            TimeSpan.FromMilliseconds((passes++ == 0 ? 300 : passes % 3 == 0 ? 9 : 3) * images * (gradient ? 2 : 1)));
        var speed = Measure(model, clock);
        Assert.That(speed.Forward, Is.EqualTo(0.003).Within(1e-9));
        Assert.That(speed.Gradient, Is.EqualTo(0.006).Within(1e-9));
        Assert.That(clock.GetTimestamp(), Is.LessThan(TimeSpan.FromSeconds(1.4).Ticks), "the first run does not count");
    }

    [Test]
    public void A_slow_network_is_run_twice_each_way()
    {
        var clock = new ManualClock();
        var calls = new List<int>();
        var speed = Measure(
            new TimedModel(clock, (gradient, images) =>
            {
                calls.Add(images);
                return TimeSpan.FromSeconds(gradient ? 5 : 2);
            }),
            clock);
        Assert.That(speed, Is.EqualTo(new NetworkSpeed(2, 5)));
        Assert.That(calls, Is.EqualTo(new[] { 1, 1, 1, 1 }));
    }

    [Test]
    public void A_network_that_fails_is_told_with_the_reason()
    {
        var speed = Measure(new TimedModel(new ManualClock(), (_, _) => throw new InputException("broken")), new ManualClock());
        Assert.That(speed, Is.EqualTo(new NetworkSpeed(0, 0) { Failure = "broken" }));
    }

    [Test]
    public void A_stop_is_heeded()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var plan = RunnerPlan.Of(1, Array.Empty<(string, IAttributionMethod)>(), Array.Empty<(string, IMetric)>());
        Assert.That(
            () => new SpeedMeter(new ManualClock(), () => 0).Measure(plan, Budget, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static NetworkSpeed Measure(TimedModel model, TimeProvider clock)
    {
        var plan = RunnerPlan.Of(1, Array.Empty<(string, IAttributionMethod)>(), Array.Empty<(string, IMetric)>());
        plan = plan with { Jobs = [plan.Jobs[0] with { Model = model }, plan.Jobs[0] with { Model = model }] };
        var speeds = new SpeedMeter(clock, () => 0).Measure(plan, Budget, CancellationToken.None);
        Assert.That(speeds, Has.Count.EqualTo(2), "one a job");
        Assert.That(speeds[1], Is.SameAs(speeds[0]), "measured once");
        return speeds[0];
    }
}
