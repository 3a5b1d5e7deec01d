using System.Globalization;
using Npgsql;
using VisEval.Cli;
using VisEval.Cli.Hosting;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;
using VisEval.Distributed.Watching;

namespace VisEval.Tests.Distributed;

/// <summary>What <c>submit</c> refuses and what <c>watch</c> says.</summary>
public sealed partial class PoolTests
{
    [Test]
    public void A_unit_fetched_by_a_worker_that_is_gone_does_not_run()
    {
        var id = Submitted();
        Run(_store, "UPDATE viseval_jobs.jobqueue SET fetchedat = now()");
        Run(_store, $"UPDATE viseval_{id}.units SET starts = 9");
        Run(_store, "UPDATE viseval_jobs.job SET statename = 'Failed'");

        var watched = Call("watch", "--out", "pool");

        Assert.That(watched.Error, Does.Contain(" 0 running").And.Not.Match(" [1-9][0-9]* running"));
    }

    [TestCase(3, 2, 4, 1, 0, 2, Description = "one of three was fetched by a machine that is gone")]
    [TestCase(2, 2, 4, 1, 0, 2)]
    [TestCase(1, 3, 4, 1, 0, 1, Description = "two machines wait")]
    [TestCase(2, 2, 4, 3, 0, 1, Description = "one has just been done")]
    [TestCase(2, 2, 4, 3, 1, 0)]
    [TestCase(1, 0, 4, 0, 0, 0)]
    [TestCase(1, 1, 4, 3, 2, 0, Description = "given up and then done all the same")]
    public void As_many_units_run_as_machines_can_do(long fetched, int workers, int units, int done, int failed, long running) =>
        Assert.That(
            PoolProgress.RunningOf(fetched, workers, new UnitCounts(units, done, failed, 0, 0, 0, 0)), Is.EqualTo(running));

    [Test]
    public void Quiet_is_quiet_while_files_are_uploaded()
    {
        var submitted = Call(["submit", .. Asked, "--upload", "--quiet"]);

        Assert.That((submitted.Status, submitted.Error), Is.EqualTo((0, "")));
        Assert.That(Call(["submit", .. Asked, "--upload", "--seed", "9"]).Error, Does.Contain("Uploading "));
    }

    [TestCase("--out", "somewhere")]
    [TestCase("--existing", "redo")]
    public void Where_results_go_is_said_to_watch_and_not_to_submit(string option, string value) =>
        Call(["submit", .. Asked, option, value]).IsRefused($"{option} is not allowed here", "viseval watch RUN --out DIR");

    [Test]
    public void While_the_database_is_away_the_watcher_says_so_and_goes_on()
    {
        var id = Submitted();
        using var run = PoolRun.Open(PoolAddress.Parse(_store), id);
        var said = new List<string>();
        using var looks = new PoolWatch(run, TimeProvider.System, said.Add, CancellationToken.None).Looks().GetEnumerator();
        Assert.That((looks.MoveNext(), looks.Current.IsFinished), Is.EqualTo((true, false)));
        Assert.That(said, Is.Empty);
        _server.Restart();
        Run(_store, $"UPDATE viseval_{id}.units SET error = 'no'");

        Assert.That((looks.MoveNext(), looks.Current.IsFinished), Is.EqualTo((true, true)));

        Assert.That(said, Is.Not.Empty.And.All.Contains("cannot be reached (").And.All.Contains("trying again."));
        // Connections of before the restart are of no use to other tests.
        NpgsqlConnection.ClearAllPools();
    }

    [Test]
    public void Of_a_run_that_is_finished_the_dashboard_stays_for_a_person_and_not_for_a_script()
    {
        Submitted();
        Work();
        using var stop = new CancellationTokenSource();
        using var script = new Stopping(stop.Cancel);
        using var person = new Stopping(stop.Cancel);

        Assert.That(WithDashboard(script, isTerminal: false, stop.Token), Is.Zero, script.ToString());
        Assert.That(script.ToString(), Does.Contain("the dashboard ends with this command."));
        var watching = Task.Run(() => WithDashboard(person, isTerminal: true, stop.Token));
        Assert.That(watching.Wait(TimeSpan.FromMinutes(1)), Is.True, person.ToString());
        Assert.That(watching.Result, Is.Zero, person.ToString());
        Assert.That(person.ToString(), Does.Contain("the dashboard stays until Ctrl+C."));
        Assert.That(stop.IsCancellationRequested);
    }

    private int WithDashboard(StringWriter error, bool isTerminal, CancellationToken stop)
    {
        using var output = new StringWriter();
        var host = new CliHost(output, error) { CurrentDirectory = _tiny.Folder.Path, ErrorIsTerminal = isTerminal, Stop = stop };
        var port = PostgresServer.FreePort().ToString(CultureInfo.InvariantCulture);
        return CliApp.Run(["watch", "--out", "pool", "--dashboard", port, "--store", _store], host);
    }

    // What goes to a terminal is written without WriteLine.
    private sealed class Stopping(Action stop) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains("until Ctrl+C", StringComparison.Ordinal) == true)
                stop();
        }
    }
}
