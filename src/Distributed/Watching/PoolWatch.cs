using Hangfire;
using VisEval.Distributed.Database;
using VisEval.Distributed.Queue;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Watching;

/// <summary>Looks at a run until it is finished.</summary>
/// <param name="run">The run.</param>
/// <param name="clock">The clock of the pauses.</param>
/// <param name="say">Told that the database is away, a sentence.</param>
/// <param name="stop">Ends the watching.</param>
internal sealed class PoolWatch(PoolRun run, TimeProvider clock, Action<string> say, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    // A server that was killed stays listed until the others miss it.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>What is seen, whenever something changed, and now and then; the last one is the end.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<PoolProgress> Looks()
    {
        var storage = Patient(() => PoolStorage.Open(run.Address));
        PoolProgress? last = null;
        var (said, mended) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var now = Patient(() => Look(storage));
            var isNews = last is null || (now with { Left = last.Left, Counts = now.Counts with { SecondsLeft = 0 } })
                != (last with { Counts = last.Counts with { SecondsLeft = 0 } });
            if (isNews || now.IsFinished || clock.GetElapsedTime(said) > Silence)
            {
                (last, said) = (now, clock.GetTimestamp());
                yield return now;
            }
            if (now.IsFinished)
                yield break;
            stop.WaitHandle.WaitOne(Pause);
            if (clock.GetElapsedTime(mended) < LostUnits.Interval)
                continue;
            Patient(() => LostUnits.Mend(run));
            mended = clock.GetTimestamp();
        }
    }

    private PoolProgress Look(JobStorage storage)
    {
        var monitoring = storage.GetMonitoringApi();
        var alive = monitoring.Servers()
            .Where(s => s.Heartbeat is { } beat && clock.GetUtcNow().UtcDateTime - beat < Heartbeat).ToList();
        var workers = alive.Count(s => s.Queues.Contains(run.Queue));
        var counts = run.Units.Counts();
        return new PoolProgress(
            counts, PoolProgress.RunningOf(monitoring.FetchedCount(run.Queue), workers, counts), workers,
            workers > 0 && counts is { Done: > 0, SecondsLeft: > 0 } ? TimeSpan.FromSeconds(counts.SecondsLeft / workers) : null,
            alive.Any(s => s.Queues.Contains(run.CostQueue)));
    }

    private T Patient<T>(Func<T> look) => Persistence.Do(look, Lost, stop);

    private void Lost(string why) => say($"The database {run.Address.Name} cannot be reached ({why.TrimEnd('.')}); trying again.");
}
