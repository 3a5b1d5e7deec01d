using Hangfire;
using Hangfire.States;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Queue;

/// <summary>Makes jobs of units.</summary>
internal static class Enqueuer
{
    // Hangfire has no way to add many jobs at once, and waits for the disk at each.
    private const int Threads = 4;

    private const int NotedTogether = 200;

    /// <summary>Makes a job of every unit that has none that is still to be done. The caller holds the <see cref="QueueLock"/> of the run,
    /// so that nobody else does the same.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Told how many of how many there are.</param>
    /// <returns>The number of jobs made.</returns>
    public static int Enqueue(PoolRun run, Action<int, int> progress)
    {
        var storage = PoolStorage.Open(run.Address, waits: false);
        var missing = run.Units.Lost();
        var made = 0;
        Parallel.ForEach(
            missing.Chunk(NotedTogether), new ParallelOptions { MaxDegreeOfParallelism = Threads },
            part =>
            {
                var client = new BackgroundJobClient(storage);
                run.Units.Enqueued([.. part.Select(unit =>
                {
                    var queue = unit.IsCost ? run.CostQueue : run.Queue;
                    return (unit.Id, client.Create(UnitJob.Of(run.Id, unit.Id, queue), new EnqueuedState(queue)));
                })]);
                progress(Interlocked.Add(ref made, part.Length), missing.Count);
            });
        return made;
    }
}
