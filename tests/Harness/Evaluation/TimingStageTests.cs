using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class TimingStageTests
{
    private readonly RunnerClock _clock = new();
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_fast_method_is_measured_five_times_after_its_scores()
    {
        // The first explanation is the one that is scored.
        var seconds = new Queue<double>([100, 0.001, 0.002, 0.003, 0.004, 0.005, 7]);

        _run.Run(RunnerPlan.Of(1, [("fast", Taking(seconds))], [("sum", RunnerMetric.Sum())]), meter: Meter());

        Assert.That(_run.Load().Timings, Is.EqualTo(Enumerable.Range(0, 5).Select(i =>
            new TimingRow("toys", "linear", "fast", i, i + 1, Forwards: 3, Backwards: 1, PeakMegabytes: 12.5))));
    }

    [TestCase(11, 1)]
    [TestCase(0.1, 1)]
    [TestCase(0.05, 2)]
    [TestCase(0.03, 4)]
    [TestCase(0.02, 5)]
    public void A_slow_method_is_measured_less_often(double seconds, int repetitions)
    {
        _run.Run(RunnerPlan.Of(1, [("slow", Taking(new Queue<double>(Enumerable.Repeat(seconds, 10))))], [("sum", RunnerMetric.Sum())]),
            meter: Meter());

        Assert.That(_run.Load().Timings.Select(t => t.Repetition), Is.EqualTo(Enumerable.Range(0, repetitions)));
    }

    [Test]
    public void Costs_are_measured_after_everything_is_scored_and_not_again()
    {
        var sum = RunnerMetric.Sum();
        var callsWhenTimed = -1;
        var plan = RunnerPlan.Of(2, [("a", Taking([])), ("b", Taking([]))], [("sum", sum)]);

        using var cancel = new CancellationTokenSource();
        _run.Run(plan, cancel: cancel.Token, meter: Meter(), progress: p =>
        {
            if (!p.Doing.EndsWith("timing b", StringComparison.Ordinal))
                return;
            callsWhenTimed = sum.Calls;
            cancel.Cancel();
        });
        var first = _run.Load().Timings;
        _run.Run(plan, meter: Meter(), progress: p => Assert.That(p.Doing, Does.Not.Contain("timing a")));

        Assert.That(callsWhenTimed, Is.EqualTo(4));
        Assert.That(first.Select(t => t.Method).Distinct(), Is.EqualTo(new[] { "a" }));
        Assert.That(_run.Load().Timings.Take(5), Is.EqualTo(first));
        Assert.That(_run.Load().Timings.Skip(5).Select(t => t.Method), Is.EqualTo(Enumerable.Repeat("b", 5)));
    }

    private CostMeter Meter() => new(_clock, () => 12_500_000);

    // Runs an image forwards three times and backwards once.
    private RunnerMethod Taking(Queue<double> seconds) => new((model, image, _, target) =>
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds.TryDequeue(out var next) ? next : 0));
        model.Predict(image);
        model.Activations(image, ["input"]);
        return model.Gradient(image, [target], "input").Gradients[0].ItemTensor(0);
    });
}
