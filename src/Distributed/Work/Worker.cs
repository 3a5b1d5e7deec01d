using System.Diagnostics;
using Npgsql;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Work;

/// <summary>A machine of a pool: does units of the oldest run that has some left, then those of the next.</summary>
/// <param name="request">What it is asked to do.</param>
/// <param name="say">Takes notes for people.</param>
/// <param name="stop">Ends the work; the unit that is being done is given back at once.</param>
internal sealed class Worker(WorkRequest request, Action<string> say, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Files may have been put where they are looked for, or uploaded.
    private static readonly TimeSpan AsideFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (InputException Why, long Since)> _aside = [];

    /// <summary>Works until it is stopped or, if that was asked for, until nothing is left.</summary>
    /// <remarks>A run that this machine cannot work at, for want of its files or version, is left aside for the others.</remarks>
    /// <exception cref="InputException">The database cannot be used, or there was no run with work left but such as are left
    /// aside.</exception>
    public void Run()
    {
        // The first look is without patience: a wrong address is said at once.
        PoolRun.All(request.Address);
        var (isWaiting, everWorked) = (false, false);
        while (!stop.IsCancellationRequested)
        {
            var (worked, refused) = (false, new List<string>());
            foreach (var id in Persistence.Do(() => PoolRun.All(request.Address), Lost, stop))
            {
                stop.ThrowIfCancellationRequested();
                using var run = Persistence.Do(() => PoolRun.Open(request.Address, id), Lost, stop);
                if (!HasWork(run))
                    continue;
                if (Refusal(run) is { } mistakes)
                    refused.AddRange(mistakes.Errors);
                else
                    worked = true;
            }
            everWorked |= worked;
            if (worked)
                continue;
            if (refused.Count > 0 && !everWorked)
                throw new InputException(refused);
            if (request.UntilDone)
            {
                if (!everWorked)
                    say($"Nothing to do in {request.Address.Name}.");
                return;
            }
            if (!isWaiting)
                say("Nothing to do; waiting for a run to be submitted.");
            isWaiting = true;
            stop.WaitHandle.WaitOne(Pause);
        }
    }

    // Works at a run, or says why this machine cannot; asked again after a while.
    private InputException? Refusal(PoolRun run)
    {
        if (_aside.TryGetValue(run.Id, out var known) && Stopwatch.GetElapsedTime(known.Since) < AsideFor)
            return known.Why;
        if (Opened(run) is not { } session)
            return _aside[run.Id].Why;
        _aside.Remove(run.Id);
        using (session)
            session.Run();
        return null;
    }

    private WorkSession? Opened(PoolRun run)
    {
        try
        {
            return new WorkSession(run, request, say, stop);
        }
        // The database is waited for; files and versions are not.
        catch (InputException why) when (why.InnerException is not NpgsqlException)
        {
            if (_aside.GetValueOrDefault(run.Id).Why?.Message != why.Message)
                say($"Run {run.Id} is left aside: {why.Message}");
            _aside[run.Id] = (why, Stopwatch.GetTimestamp());
            return null;
        }
    }

    private bool HasWork(PoolRun run)
    {
        var counts = Persistence.Do(run.Units.Counts, Lost, stop);
        return request.Timings ? counts.CostsSettled < counts.Costs : !counts.IsSettled;
    }

    private void Lost(string why) => say($"The database {request.Address.Name} cannot be reached ({why.TrimEnd('.')}); trying again.");
}
