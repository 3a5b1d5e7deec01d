using System.Diagnostics;
using System.Text.Json;
using Hangfire;
using VisEval.Distributed.Database;
using VisEval.Distributed.Queue;
using VisEval.Distributed.Runs;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results.Merging;

namespace VisEval.Distributed.Work;

/// <summary>The work of one machine at one run.</summary>
internal sealed class WorkSession : IDisposable
{
    // A unit that was begun so often and never ended has ended its workers: memory, a fault of the driver.
    private const int MostStarts = 8;

    // What a stopped pass gets to end by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly PoolRun _run;
    private readonly WorkRequest _request;
    private readonly Action<string> _say;
    private readonly CancellationToken _stop;
    private readonly UnitExecutor _executor;
    private readonly string _name = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Opens a run on this machine.</summary>
    public WorkSession(PoolRun run, WorkRequest request, Action<string> say, CancellationToken stop)
    {
        (_run, _request, _say, _stop) = (run, request, say, stop);
        var plan = RunOpening.Open(run, request.Directory, request.Cache, say);
        _executor = new UnitExecutor(plan, request.Threads, new Nowhere(), stop);
    }

    /// <summary>Does units until none is left or it is stopped.</summary>
    public void Run()
    {
        // The work blocks threads of the pool on which Hangfire's heartbeats run.
        ThreadPool.SetMinThreads(2 * Environment.ProcessorCount + 8, Environment.ProcessorCount);
        var options = new BackgroundJobServerOptions
        {
            ServerName = _name,
            WorkerCount = 1,
            Queues = [_request.Timings ? _run.CostQueue : _run.Queue],
            HeartbeatInterval = TimeSpan.FromSeconds(5),
            ServerCheckInterval = TimeSpan.FromSeconds(10),
            ServerTimeout = TimeSpan.FromSeconds(30),
            SchedulePollingInterval = TimeSpan.FromSeconds(1),
            StopTimeout = TimeSpan.FromSeconds(1),
            ShutdownTimeout = TimeSpan.FromSeconds(1),
            CancellationCheckInterval = TimeSpan.FromSeconds(1),
            Activator = new Activation(new UnitJob(Perform)),
        };
        _say($"Working at run {_run.Id} as {_name}.");
        using var server = new BackgroundJobServer(options, Patient(() => PoolStorage.Open(_run.Address)));
        while (!_stop.WaitHandle.WaitOne(Look) && !IsDone())
        {
            // The server's own threads work.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After a request to stop a pass may still be running on the network that would be closed here; the process ends anyway.
        if (!_stop.IsCancellationRequested)
            _executor.Dispose();
    }

    private bool IsDone()
    {
        var counts = Patient(_run.Units.Counts);
        return _request.Timings ? counts.CostsSettled >= counts.Costs : counts.IsSettled;
    }

    private void Perform(string unit, bool isLast, CancellationToken taken)
    {
        if (Patient(() => _run.Units.Begin(unit)) is not var (work, starts))
            return;
        if (starts > MostStarts)
        {
            GiveUp(unit, work, $"The unit was begun {MostStarts} times and every worker ended in the middle of it; memory may be short.");
            return;
        }
        var clock = Stopwatch.StartNew();
        try
        {
            using var results = Stoppable(() => _executor.Do(work), taken);
            var done = new UnitDone(
                unit, _name, results.Read(RowDigest.Of), clock.Elapsed.TotalSeconds, JsonSerializer.Serialize(Machine.Facts()));
            Patient(() =>
            {
                _run.Units.Finish(done, results);
                return done;
            });
            _say(FormattableString.Invariant($"Unit {unit} done in {clock.Elapsed.TotalSeconds:0.0} s."));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Hangfire gives the job back only once it was told to stop itself; before, this would be a failure.
            taken.WaitHandle.WaitOne(Look);
            throw new OperationCanceledException(taken);
        }
        catch (Exception error)
        {
            _say($"Unit {unit} failed: {error.Message}{(isLast ? " It is given up." : " It is tried again.")}");
            if (isLast)
                GiveUp(unit, work, error.Message);
            throw;
        }
    }

    private void GiveUp(string unit, PoolUnit work, string error)
    {
        using var rows = _executor.GiveUp(work, error);
        Patient(() =>
        {
            _run.Units.GiveUp(unit, error, rows);
            return unit;
        });
    }

    // A pass cannot be interrupted; the job is given back all the same, at once.
    private T Stoppable<T>(Func<T> work, CancellationToken taken)
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            Task.WaitAny([task], (int)Look.TotalMilliseconds, CancellationToken.None);
            if (_stop.IsCancellationRequested && !task.Wait(Grace))
                throw new OperationCanceledException(_stop);
        }
        return task.GetAwaiter().GetResult();
    }

    private T Patient<T>(Func<T> work) => Persistence.Do(
        work, why => _say($"The database {_run.Address.Name} cannot be reached ({why.TrimEnd('.')}); trying again."), _stop);

    private sealed class Activation(UnitJob job) : JobActivator
    {
        public override object ActivateJob(Type jobType) => job;
    }

    private sealed class Nowhere : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            // A worker tells of whole units.
        }
    }
}
