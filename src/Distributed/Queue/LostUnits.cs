using VisEval.Distributed.Runs;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Queue;

/// <summary>Units that nobody would ever do: neither done nor given up, and their job is gone or has failed.</summary>
internal static class LostUnits
{
    /// <summary>How often whoever waits for a run looks for them.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Queues them again; those that were begun too often are given up, with a failure row. While another process fills the
    /// queue nothing is lost.</summary>
    /// <returns>How many were lost.</returns>
    public static int Mend(PoolRun run)
    {
        if (run.Units.Lost().Count == 0)
            return 0;
        using var turn = QueueLock.TryTake(run);
        if (turn is null)
            return 0;
        var lost = run.Units.Lost();
        foreach (var unit in lost.Where(u => u.Starts > UnitJob.MostStarts))
            GiveUp(run, unit);
        Enqueuer.Enqueue(run, (_, _) => { });
        return lost.Count;
    }

    private static void GiveUp(PoolRun run, UnitState unit)
    {
        var error = $"The unit was begun {unit.Starts} times and its job ended without a result.";
        var (dataset, model) = unit.Unit is PoolUnit.Explaining { Work: var work } ? (work.Dataset, work.Model) : ("", "");
        using var rows = new MemoryStore();
        rows.Save(write => write.Failure(new FailureRow(dataset, model, "", "", "", null, error)));
        run.Units.GiveUp(unit.Id, error, rows);
    }
}
