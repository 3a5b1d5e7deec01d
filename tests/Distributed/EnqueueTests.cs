using System.Diagnostics;
using VisEval.Distributed.Queue;
using VisEval.Distributed.Runs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Distributed;

public sealed class EnqueueTests
{
    private PostgresServer _server = null!;

    [OneTimeSetUp]
    public void Begin() => _server = new PostgresServer();

    [OneTimeTearDown]
    public void End() => _server?.Dispose();

    [TestCase(100)]
    [TestCase(10_000, Explicit = true, Reason = "takes half a minute")]
    public void Every_unit_gets_one_job(int count)
    {
        using var run = PoolRun.Create(_server.Address, RunnerPlan.Info() with { Seed = count });
        run.Units.Add([.. Enumerable.Range(0, count).Select(i => new EstimatedUnit(new PoolUnit.Beside(i), 1))]);
        var clock = Stopwatch.StartNew();

        Assert.That(Enqueuer.Enqueue(run, (_, _) => { }), Is.EqualTo(count));

        TestContext.Out.WriteLine($"{count} units enqueued in {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(Math.Max(10, count / 10_000.0 * 45))));
        Assert.That(run.Units.Open().Select(u => u.Job).Distinct().Count(), Is.EqualTo(count));
        Assert.That(Enqueuer.Enqueue(run, (_, _) => { }), Is.Zero, "all of them wait already");
    }
}
