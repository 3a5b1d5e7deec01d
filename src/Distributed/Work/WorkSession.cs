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
    // What a stopped pass gets to end by itself; the program ends soon after a request to stop.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.2);

    // A pass cannot be interrupted, and its network not be closed under it.
    private static readonly TimeSpan LongestPass = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly PoolRun _run;
    private readonly WorkRequest _request;
    private readonly Action<string> _say;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _ending;
    private readonly UnitExecutor _executor;
    private Task _current = Task.CompletedTask;
    private long _looked = Stopwatch.GetTimestamp();
    private readonly string _name = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Opens a run on this machine.</summary>
    public WorkSession(PoolRun run, WorkRequest request, Action<string> say, CancellationToken stop)
    {
        (_run, _request, _say, _stop) = (run, request, say, stop);
        var plan = RunOpening.Open(run, request.Directory, request.Cache, say);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _executor = new UnitExecutor(plan, request.Threads, new Nowhere(), _ending.Token);
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
            // At once: only a job whose own token is canceled is given back without counting as a failure.
            StopTimeout = TimeSpan.Zero,
            ShutdownTimeout = TimeSpan.FromSeconds(1),
            CancellationCheckInterval = TimeSpan.FromSeconds(1),
            Activator = new Activation(new UnitJob(Perform)),
        };
        _say($"Working at run {_run.Id} as {_name}.");
        using var server = new BackgroundJobServer(options, Patient(() => PoolStorage.Open(_run.Address)));
        try
        {
            while (!_stop.WaitHandle.WaitOne(Look) && !IsDone())
                Mend();
        }
        finally
        {
            // What is still being done, another worker did.
            _ending.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After a request to stop the process ends, whatever is running.
        Task.WhenAny(_current, Task.Delay(LongestPass, _stop)).Wait(CancellationToken.None);
        if (!_current.IsCompleted || _stop.IsCancellationRequested)
            return;
        _executor.Dispose();
        _ending.Dispose();
    }

    private bool IsDone()
    {
        var counts = Patient(_run.Units.Counts);
        return _request.Timings ? counts.CostsSettled >= counts.Costs : counts.IsSettled;
    }

    private void Mend()
    {
        if (Stopwatch.GetElapsedTime(_looked) < LostUnits.Interval)
            return;
        _looked = Stopwatch.GetTimestamp();
        if (Patient(() => LostUnits.Mend(_run)) is > 0 and var lost)
            _say($"{lost} unit{(lost == 1 ? "" : "s")} of run {_run.Id} had lost the job: queued again.");
    }

    private void Perform(string unit, bool isLast, CancellationToken taken)
    {
        if (Patient(() => _run.Units.Begin(unit)) is not var (work, starts))
            return;
        if (starts > UnitJob.MostStarts)
        {
            GiveUp(
                unit, work,
                $"The unit was begun {UnitJob.MostStarts} times and every worker ended in the middle of it; memory may be short.");
            return;
        }
        var clock = Stopwatch.StartNew();
        try
        {
            using var results = Stoppable(() => _executor.Do(work));
            var done = new UnitDone(
                unit, _name, results.Read(RowDigest.Of), clock.Elapsed.TotalSeconds, JsonSerializer.Serialize(Machine.Facts()));
            Patient(() =>
            {
                _run.Units.Finish(done, results);
                return done;
            });
            _say(FormattableString.Invariant($"Unit {unit} done in {clock.Elapsed.TotalSeconds:0.0} s."));
        }
        // Whatever a pass says that was cut off, it is no fault of the unit.
        catch (Exception) when (_ending.IsCancellationRequested || taken.IsCancellationRequested)
        {
            // Hangfire gives the job back only once it was told to stop itself; before, this would be a failure.
            taken.WaitHandle.WaitOne(LongestStop);
            Patient(() => _run.Units.GiveBack(unit));
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
    private T Stoppable<T>(Func<T> work)
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _current = task;
        Task.WhenAny(task, Task.Delay(Timeout.Infinite, _ending.Token)).Wait(CancellationToken.None);
        if (Task.WaitAny([task], Grace) < 0)
            throw new OperationCanceledException(_ending.Token);
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
