using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public class RunDirectoryTests
{
    private static readonly RunInfo Info = RunnerPlan.Info();
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_new_directory_is_made_with_its_run_json([Values] ExistingRun existing)
    {
        var directory = _run.File("a/b");

        Assert.That(RunDirectory.Check(directory, existing, Info), Is.Empty);
        Assert.That(Directory.Exists(directory), Is.False, "a check writes nothing");
        RunDirectory.Prepare(directory, existing, Info);

        Assert.That(RunInfoJson.ToText(RunInfoJson.Read(Path.Combine(directory, "run.json"))), Is.EqualTo(RunInfoJson.ToText(Info)));
        Assert.That(Directory.GetFileSystemEntries(directory), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_empty_directory_and_one_killed_at_birth_are_free([Values] ExistingRun existing)
    {
        Assert.That(RunDirectory.Check(_run.Path, existing, Info), Is.Empty);
        File.WriteAllText(_run.File("run.json.tmp"), "{");
        Assert.That(RunDirectory.Check(_run.Path, existing, Info), Is.Empty);
    }

    [Test]
    public void The_same_run_is_resumed_and_refused_where_that_was_asked_for()
    {
        RunDirectory.Prepare(_run.Path, ExistingRun.Resume, Info);

        Assert.That(RunDirectory.Check(_run.Path, ExistingRun.Resume, Info with { Threads = 1 }), Is.Empty);
        Assert.That(
            RunDirectory.Check(_run.Path, ExistingRun.Fail, Info).Single(),
            Does.Contain("already holds a run").And.Contain("existing=resume"));
    }

    [Test]
    public void Another_run_is_not_resumed_and_nothing_is_changed()
    {
        RunDirectory.Prepare(_run.Path, ExistingRun.Resume, Info);
        var other = Info with { Seed = 8, Limit = 3 };

        Assert.That(
            RunDirectory.Check(_run.Path, ExistingRun.Resume, other).Single(),
            Does.Contain("another run").And.Contain("seed 7 there, 8 here").And.Contain("limit none there, 3 here")
                .And.Contain("Choose another"));
        Assert.That(() => RunDirectory.Prepare(_run.Path, ExistingRun.Resume, other), Throws.TypeOf<InputException>());
        Assert.That(RunInfoJson.Read(_run.File("run.json")).Seed, Is.EqualTo(7));
    }

    [Test]
    public void What_is_no_run_is_left_alone([Values] ExistingRun existing)
    {
        File.WriteAllText(_run.File("thesis.tex"), "years of work");

        Assert.That(RunDirectory.Check(_run.Path, existing, Info).Single(), Does.Contain("holds files, but no run"));
        Assert.That(() => RunDirectory.Prepare(_run.Path, existing, Info), Throws.TypeOf<InputException>());
        Assert.That(RunDirectory.Check(_run.File("thesis.tex"), existing, Info).Single(), Does.Contain("is a file"));
        Assert.That(Directory.GetFileSystemEntries(_run.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_damaged_run_json_is_not_resumed()
    {
        File.WriteAllText(_run.File("run.json"), "{ \"version\":");

        Assert.That(
            RunDirectory.Check(_run.Path, ExistingRun.Resume, Info).Single(), Does.Contain("run.json").And.Contain("existing=redo"));
        Assert.That(RunDirectory.Check(_run.Path, ExistingRun.Redo, Info), Is.Empty);
    }

    [Test]
    public void Redo_deletes_what_a_run_owns_and_nothing_else()
    {
        RunDirectory.Prepare(_run.Path, ExistingRun.Resume, Info);
        Directory.CreateDirectory(_run.File("plots"));
        Directory.CreateDirectory(_run.File("mine"));
        string[] owned =
        [
            "results.db", "results.db-wal", "results.db-shm", "scores.csv", "scores.csv.tmp", "timings.csv", "failures.csv",
            "leaderboard.csv",
            "leaderboard.md", "report.html", "report.html.0123abcd.tmp", "plots/deletion.png", "plots/time.svg",
        ];
        string[] foreign = ["notes.txt", "mine/scores.csv", "plots/mine.txt"];
        foreach (var file in owned.Concat(foreign))
            File.WriteAllText(_run.File(file), file);

        RunDirectory.Prepare(_run.Path, ExistingRun.Redo, Info with { Seed = 8 });

        Assert.That(owned.Where(f => File.Exists(_run.File(f))), Is.Empty);
        Assert.That(foreign.Where(f => !File.Exists(_run.File(f))), Is.Empty);
        Assert.That(RunInfoJson.Read(_run.File("run.json")).Seed, Is.EqualTo(8));
        Assert.That(File.Exists(_run.File("run.lock")), Is.False);
    }

    [Test]
    public void Redo_takes_an_empty_plot_folder_away()
    {
        RunDirectory.Prepare(_run.Path, ExistingRun.Resume, Info);
        Directory.CreateDirectory(_run.File("plots"));
        File.WriteAllText(_run.File("plots/a.png"), "");

        RunDirectory.Prepare(_run.Path, ExistingRun.Redo, Info);

        Assert.That(Directory.Exists(_run.File("plots")), Is.False);
    }

    [Test]
    public void A_run_that_is_going_on_is_not_deleted()
    {
        RunDirectory.Prepare(_run.Path, ExistingRun.Resume, Info);
        using var store = ResultStore.Open(_run.Path, Info);

        Assert.That(
            () => RunDirectory.Prepare(_run.Path, ExistingRun.Redo, Info), Throws.TypeOf<InputException>().With.Message.Contains("in use"));
        Assert.That(File.Exists(_run.File("results.db")));
    }

    [Test]
    public void Of_many_that_begin_at_once_in_a_new_directory_one_runs_and_the_others_are_refused()
    {
        var directory = _run.File("new");
        using var all = new Barrier(8);
        var outcomes = new object[8];
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            all.SignalAndWait();
            try
            {
                outcomes[i] = ResultStore.Begin(directory, ExistingRun.Resume, Info with { Seed = i });
            }
            catch (InputException error)
            {
                outcomes[i] = error;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        using var store = outcomes.OfType<ResultStore>().Single();
        Assert.That(RunInfoJson.Read(Path.Combine(directory, "run.json")).Seed, Is.EqualTo(Array.IndexOf(outcomes, (object)store)));
        Assert.That(
            outcomes.OfType<InputException>().Select(e => e.Message).ToArray(),
            Has.Length.EqualTo(7).And.All.Contains(directory)
                .And.All.Match("in use|another run"));
    }
}
