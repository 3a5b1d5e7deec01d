using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Work;

/// <summary>A machine of a pool: does units of the oldest run that has some left, then those of the next.</summary>
/// <param name="request">What it is asked to do.</param>
/// <param name="say">Takes notes for people.</param>
/// <param name="stop">Ends the work; the unit that is being done is given back at once.</param>
public sealed class Worker(WorkRequest request, Action<string> say, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Works until it is stopped or, if that was asked for, until nothing is left.</summary>
    /// <exception cref="InputException">The database cannot be used, or every run in it that has work left is refused.</exception>
    public void Run()
    {
        // The first look is without patience: a wrong address is said at once.
        PoolRun.All(request.Address);
        var isWaiting = false;
        while (!stop.IsCancellationRequested)
        {
            var (worked, refused) = (false, new List<string>());
            foreach (var id in Persistence.Do(() => PoolRun.All(request.Address), Lost, stop))
            {
                using var run = Persistence.Do(() => PoolRun.Open(request.Address, id), Lost, stop);
                if (!HasWork(run))
                    continue;
                if (RunOpening.VersionMistake(run) is { } mistake)
                    refused.Add(mistake);
                else
                {
                    using var session = new WorkSession(run, request, say, stop);
                    session.Run();
                    worked = true;
                }
            }
            if (worked)
                continue;
            if (refused.Count > 0)
                throw new InputException(refused);
            if (request.UntilDone)
                return;
            if (!isWaiting)
                say("Nothing to do; waiting for a run to be submitted.");
            isWaiting = true;
            stop.WaitHandle.WaitOne(Pause);
        }
    }

    private bool HasWork(PoolRun run)
    {
        var counts = Persistence.Do(run.Units.Counts, Lost, stop);
        return request.Timings ? counts.CostsSettled < counts.Costs : !counts.IsSettled;
    }

    private void Lost(string why) => say($"The database {request.Address.Name} cannot be reached ({why.TrimEnd('.')}); trying again.");
}
