using System.Diagnostics;
using VisEval.Cli.Hosting;

namespace VisEval.Tests.Cli;

public sealed class InterruptibleTests
{
    [Test]
    public void The_result_is_that_of_the_work() => Assert.That(Interruptible.Run(() => 5, Host(CancellationToken.None)), Is.EqualTo(5));

    [Test]
    public void An_exception_of_the_work_is_passed_on_as_itself() => Assert.That(
        () => Interruptible.Run<int>(() => throw new NotSupportedException("x"), Host(CancellationToken.None)),
        Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("x"));

    [Test]
    public void Work_that_heeds_a_stop_ends_by_itself()
    {
        using var stop = new CancellationTokenSource();
        var result = Interruptible.Run(
            () =>
            {
                stop.Cancel();
                return stop.IsCancellationRequested;
            },
            Host(stop.Token));
        Assert.That(result);
    }

    [Test]
    public void Work_that_does_not_look_is_left_behind_within_two_seconds()
    {
        using var stop = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var clock = new Stopwatch();
        Assert.That(
            () => Interruptible.Run(
                () =>
                {
                    clock.Start();
                    stop.Cancel();
                    never.Wait(TimeSpan.FromMinutes(1));
                    return 0;
                },
                Host(stop.Token)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        never.Set();
    }

    private static CliHost Host(CancellationToken stop) => new(TextWriter.Null, TextWriter.Null) { Stop = stop };
}
