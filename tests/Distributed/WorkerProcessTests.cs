using System.Diagnostics;
using Npgsql;
using VisEval.Distributed.Runs;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Distributed;

/// <summary>Workers as processes of their own, killed, stopped and late, and the database restarted under them.</summary>
public sealed class WorkerProcessTests
{
    private static readonly string[] Asked =
    [
        "--dataset", "scenes", "--model", "residual", "--limit", "20", "--method", "gradient", "--method", "grad-cam",
        "--metric", "deletion", "--metric", "sparseness", "--threads", "2",
    ];

    private readonly List<Process> _started = [];
    private PostgresServer _server = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        _server = new PostgresServer();
        _folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(_folder["datasets"], Path.Combine(Repository.Root, "datasets"));
    }

    [OneTimeTearDown]
    public void End()
    {
        foreach (var process in _started.Where(p => !p.HasExited))
            process.Kill();
        _server?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void A_killed_a_stopped_and_a_late_worker_and_a_restart_of_the_database_change_no_byte()
    {
        var submitted = CliRun.Of(_folder.Path, ["submit", .. Asked, "--unit-seconds", "0.1", "--store", _server.Store]);
        Assert.That(submitted.Status, Is.Zero, submitted.Error);

        var (killed, stopped) = (Start(), Start());
        WaitFor(killed, "done in");
        killed.Kill();
        WaitFor(stopped, "done in");
        Terminate(stopped);
        var late = Start("--until-done");
        WaitFor(late, "done in");
        _server.Restart();
        Assert.That(late.WaitForExit(TimeSpan.FromMinutes(2)), Is.True, "the rest");
        Assert.That(late.ExitCode, Is.Zero);
        // Those that this process holds from before the restart are of no use.
        NpgsqlConnection.ClearAllPools();

        var watched = CliRun.Of(_folder.Path, "watch", "--out", "pool", "--store", _server.Store);
        Assert.That(watched.Status, Is.Zero, watched.Error);
        Assert.That(CliRun.Of(_folder.Path, ["run", .. Asked, "--out", "single"]).Status, Is.Zero);
        foreach (var file in (string[])[RunFiles.Scores, RunFiles.Shuffled, RunFiles.Failures])
            Assert.That(File.ReadAllBytes(_folder[$"pool/{file}"]), Is.EqualTo(File.ReadAllBytes(_folder[$"single/{file}"])), file);
    }

    [Test]
    public void A_worker_that_is_stopped_in_a_unit_gives_it_back_uncounted()
    {
        string[] slow =
            ["--dataset", "scenes", "--model", "residual", "--limit", "12", "--method", "rise:masks=400", "--metric", "sparseness"];
        var submitted = CliRun.Of(_folder.Path, ["submit", .. slow, "--unit-seconds", "3600", "--store", _server.Store]);
        Assert.That(submitted.Status, Is.Zero, submitted.Error);
        using var run = PoolRun.Open(_server.Address, submitted.Out.Trim());
        UnitState Unit() => run.Units.Open().First(u => !u.IsCost);

        for (var time = 0; time < 3; time++)
        {
            var worker = Start();
            WaitFor(worker, "Working at");
            Assert.That(() => Unit().Starts, Is.EqualTo(1).After(30_000, 50), "begun, and given back by those before");
            // Long enough for a pass to be running.
            Thread.Sleep(300);
            Terminate(worker);
            Assert.That(Unit().Starts, Is.Zero, "given back");
        }
        Assert.That(run.Units.Lost(), Is.Empty, "no job has failed");

        var last = Start("--until-done");
        Assert.That(last.WaitForExit(TimeSpan.FromMinutes(3)), Is.True);
        Assert.That(last.ExitCode, Is.Zero);
        Assert.That((run.Units.Counts().Done, run.Units.Counts().Failed), Is.EqualTo((run.Units.Counts().Units, 0)));
    }

    private static void Terminate(Process worker)
    {
        using (var signal = Process.Start("kill", ["-TERM", worker.Id.ToString(null as IFormatProvider)]))
            signal.WaitForExit();
        Assert.That(worker.WaitForExit(TimeSpan.FromSeconds(10)), Is.True, "asked to stop");
        Assert.That(worker.ExitCode, Is.Zero);
    }

    private Process Start(params string[] more)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "viseval.dll"), "work", "--threads", "1", "--store", _server.Store, .. more])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    private static void WaitFor(Process process, string text)
    {
        var seen = Task.Run(() =>
        {
            while (process.StandardError.ReadLine() is { } line)
                if (line.Contains(text, StringComparison.Ordinal))
                    return true;
            return false;
        });
        Assert.That(seen.Wait(TimeSpan.FromMinutes(1)) && seen.Result, Is.True, $"'{text}' on standard error");
        // What it goes on to write must not block it.
        _ = process.StandardError.ReadToEndAsync();
    }
}
