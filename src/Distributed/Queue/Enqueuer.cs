using System.Globalization;
using Hangfire;
using Hangfire.States;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Queue;

/// <summary>Makes jobs of units.</summary>
public static class Enqueuer
{
    // Hangfire has no way to add many jobs at once, and waits for the disk at each.
    private const int Threads = 4;

    private const int NotedTogether = 200;

    /// <summary>Makes a job of every unit that has none that is still to be done.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Told how many of how many there are.</param>
    /// <returns>The number of jobs made.</returns>
    public static int Enqueue(PoolRun run, Action<int, int> progress)
    {
        var storage = PoolStorage.Open(run.Address, waits: false);
        var alive = Alive(run);
        var missing = run.Units.Open().Where(u => u.Job is null || !alive.Contains(u.Job)).ToList();
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

    // Jobs that will be done without more ado.
    private static HashSet<string> Alive(PoolRun run)
    {
        using var command = run.Store.Source.CreateCommand(
            $"SELECT id FROM {Migrations.JobSchema}.job WHERE statename IN ('Enqueued', 'Processing', 'Scheduled')");
        using var reader = command.ExecuteReader();
        var alive = new HashSet<string>();
        while (reader.Read())
            alive.Add(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        return alive;
    }
}
