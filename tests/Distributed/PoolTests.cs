using Npgsql;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Distributed;

/// <summary>A pool on a private PostgreSQL, worked at by this process.</summary>
public sealed partial class PoolTests
{
    private static readonly string[] Asked =
        ["--dataset", "tiny", "--method", "gradient", "--metric", "sparseness", "--metric", "deletion:step=1"];

    private PostgresServer _server = null!;
    private TinyDataset _tiny = null!;
    private int _databases;
    private string _store = "";

    [OneTimeSetUp]
    public void Begin() => _server = new PostgresServer();

    [OneTimeTearDown]
    public void End() => _server?.Dispose();

    [SetUp]
    public void Make()
    {
        _tiny = new TinyDataset();
        var name = $"pool{_databases++}";
        Run(_server.Store, $"CREATE DATABASE {name}");
        _store = _server.Store.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
    }

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void A_run_in_a_pool_gives_the_same_bytes_as_on_one_machine()
    {
        var id = Submitted();
        Assert.That(Work("--timings").Status, Is.Zero);
        Assert.That(Work().Status, Is.Zero);
        var watched = Call("watch", "--out", "pool");
        Assert.That(watched.Status, Is.Zero, watched.Error);
        Assert.That(Call(false, ["run", .. Asked, "--out", "single"]).Status, Is.Zero);

        Assert.Multiple(() =>
        {
            foreach (var file in (string[])[RunFiles.Scores, RunFiles.Shuffled, RunFiles.Failures, RunFiles.Remarks])
                Assert.That(
                    File.ReadAllText(_tiny.Folder[$"pool/{file}"]), Is.EqualTo(File.ReadAllText(_tiny.Folder[$"single/{file}"])), file);
            Assert.That(File.ReadAllLines(_tiny.Folder["pool/timings.csv"]), Has.Length.GreaterThan(1), "measured by the second worker");
        });
        var again = Call(["submit", .. Asked]);
        Assert.That((again.Status, again.Out.Trim()), Is.EqualTo((0, id)));
        Assert.That(again.Error, Does.Contain("was there already").And.Contain("0 put back"));
    }

    [Test]
    public void Without_a_machine_for_costs_a_run_ends_without_them_and_says_so()
    {
        Submitted();
        Work();

        var watched = Call("watch", "--out", "pool");

        Assert.That(watched.Status, Is.Zero);
        Assert.That(watched.Error, Does.Contain("Costs were not measured").And.Contain("work --timings"));
        Assert.That(File.ReadAllLines(_tiny.Folder["pool/timings.csv"]), Has.Length.EqualTo(1), "the header");
    }

    [Test]
    public void A_second_result_with_other_bytes_is_a_conflict_and_the_first_stands()
    {
        var id = Submitted();
        Work();
        using (var run = PoolRun.Open(PoolAddress.Parse(_store), id))
        {
            var unit = Text("SELECT unit FROM unit_done", id);
            using var other = new MemoryStore();
            other.Save(w => w.Cell(new CellKey("tiny", "linear", "gradient", "x", "image-0", 1), MetricResult.Of(ScoreValue.Ok("y", 1))));
            run.Units.Finish(new UnitDone(unit, "elsewhere", Text("SELECT sha256 FROM unit_done", id), 1, "{}"), other);
            Assert.That(run.Units.Counts().Conflicts, Is.Zero, "the same bytes");
            run.Units.Finish(new UnitDone(unit, "elsewhere", "other", 1, "{}"), other);
            Assert.That(run.Units.Counts().Conflicts, Is.EqualTo(1));
        }

        var watched = Call("watch", "--out", "pool");

        Assert.That(watched.Status, Is.EqualTo(1));
        Assert.That(watched.Error, Does.Contain("Conflict: tiny, linear").And.Contain("elsewhere got other numbers"));
        Assert.That(File.ReadAllText(_tiny.Folder["pool/scores.csv"]), Does.Not.Contain("gradient,x,y"));
    }

    [Test]
    public void A_unit_that_always_fails_is_given_up_after_two_retries_and_the_run_goes_on()
    {
        var id = Submitted();
        Run(_store, $"UPDATE viseval_{id}.units SET spec = replace(spec, '\"Model\":\"linear\"', '\"Model\":\"gone\"') WHERE NOT is_cost");
        using (var run = PoolRun.Open(PoolAddress.Parse(_store), id))
            run.Units.Add([new EstimatedUnit(new PoolUnit.Beside(99), 1)]);
        Call(["submit", .. Asked]);

        var worked = Work();

        Assert.That(worked.Status, Is.Zero, worked.Error);
        Assert.That(worked.Error.Split('\n').Count(l => l.Contains("It is tried again.")), Is.EqualTo(4), "two retries of two units");
        var watched = Call("watch", "--out", "pool");
        Assert.That(watched.Status, Is.EqualTo(1));
        Assert.That(watched.Error, Does.Contain("Given up: tiny, gone").And.Contain("0 of 2 units done, 2 failed"));
        Assert.That(File.ReadAllLines(_tiny.Folder["pool/failures.csv"]), Has.Length.GreaterThan(1));
    }

    [Test]
    public void What_failed_is_tried_again_when_the_run_is_submitted_again()
    {
        var id = Submitted();
        using (var run = PoolRun.Open(PoolAddress.Parse(_store), id))
        {
            var unit = Text("SELECT id FROM units WHERE NOT is_cost", id);
            using var rows = new MemoryStore();
            rows.Save(w => w.Failure(new FailureRow("tiny", "linear", "gradient", "", "image-0", 1, "no")));
            run.Units.GiveUp(unit, "no", rows);
            Assert.That(run.Store.FailureCount, Is.EqualTo(1));
        }
        var again = Call(["submit", .. Asked]);
        Assert.That(again.Error, Does.Contain("1 put back"));

        Work();

        Assert.That(Call("watch", "--out", "pool").Status, Is.Zero);
        Assert.That(File.ReadAllLines(_tiny.Folder["pool/failures.csv"]), Has.Length.EqualTo(1), "the header");
    }

    [TestCase("--until", "rank-stable")]
    [TestCase("--time", "1h")]
    [TestCase("--shard", "1/2")]
    public void A_part_of_a_run_is_not_submitted(string option, string value)
    {
        var refused = Call(["submit", .. Asked, option, value]);

        Assert.That((refused.Status, refused.Out), Is.EqualTo((2, "")));
        Assert.That(refused.Error, Does.Contain("leave out --shard, --until and --time"));
    }

    [Test]
    public void A_worker_of_another_version_is_refused()
    {
        var id = Submitted();
        var own = $"\"version\": \"{ProgramVersion.Text}\"";
        Run(_store, $"UPDATE viseval_{id}.run SET info = replace(info, '{own}', '\"version\": \"0.0.9\"')");

        Work().IsRefused("was submitted by VisEval 0.0.9", "use the same version on every machine");
    }

    [Test]
    public void Tables_of_a_newer_program_are_refused()
    {
        var id = Submitted();
        Run(_store, $"INSERT INTO viseval_{id}.schema_version VALUES (99)");

        Work().IsRefused("was made by a newer VisEval (tables of version 99");
    }

    [Test]
    public void Without_the_right_to_make_a_schema_the_administrator_is_told_what_to_run()
    {
        Run(_store, "DROP ROLE IF EXISTS guest");
        Run(_store, "CREATE ROLE guest LOGIN");

        CliRun.Of(_tiny.Folder.Path, ["submit", .. Asked, "--store", _store.Replace("Username=viseval", "Username=guest;Password=hidden!")])
            .IsRefused("may not create the schema viseval_", "GRANT CREATE ON DATABASE", "AUTHORIZATION \"guest\"");
    }

    [Test]
    public void A_worker_without_the_files_gets_them_from_the_database_or_is_told_both_ways()
    {
        Submitted();
        Directory.Move(_tiny.Folder["datasets"], _tiny.Folder["moved"]);
        Work().IsRefused("on a folder that all machines share", "submit the run again with --upload");
        Directory.Move(_tiny.Folder["moved"], _tiny.Folder["datasets"]);
        Assert.That(Call(["submit", .. Asked, "--upload"]).Status, Is.Zero);
        Directory.Move(_tiny.Folder["datasets"], _tiny.Folder["moved"]);

        var worked = Work("--cache", "cache");

        Assert.That(worked.Status, Is.Zero, worked.Error);
        Assert.That(worked.Error, Does.Contain("Fetching the files"));
        Assert.That(Call("watch", "--out", "pool").Status, Is.Zero);
    }

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("Host=127.0.0.1;Port=99999999;Password=hidden!")]
    [TestCase("Host=127.0.0.1;Port=1;Username=x;Password=hidden!;Database=y")]
    public void A_database_that_cannot_be_used_is_said_without_the_password(string store)
    {
        var run = CliRun.Of(_tiny.Folder.Path, "work", "--until-done", "--store", store);

        run.IsRefused("--store");
        Assert.That(run.Error, Does.Not.Contain("hidden!"));
    }

    private string Submitted()
    {
        var run = Call(["submit", .. Asked]);
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("viseval work --store"));
        return run.Out.Trim();
    }

    private CliRun Work(params string[] more) => Call(["work", "--until-done", .. more]);

    private CliRun Call(params string[] args) => Call(true, args);

    private CliRun Call(bool inPool, string[] args) =>
        CliRun.Of(_tiny.Folder.Path, inPool ? [.. args, "--store", _store] : args);

    private string Text(string sql, string run)
    {
        using var source = NpgsqlDataSource.Create($"{_store};Search Path=viseval_{run}");
        using var command = source.CreateCommand(sql);
        return (string)command.ExecuteScalar()!;
    }

    private long Count(string sql, string run)
    {
        using var source = NpgsqlDataSource.Create($"{_store};Search Path=viseval_{run}");
        using var command = source.CreateCommand(sql);
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(string store, string sql)
    {
        using var source = NpgsqlDataSource.Create(store);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
