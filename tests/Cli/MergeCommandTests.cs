using System.Text.Json;
using VisEval.Cli.Hosting;

namespace VisEval.Tests.Cli;

/// <summary>Shards of a run with all its files, by the command line.</summary>
public sealed class MergeCommandTests
{
    private static readonly string[] Arguments =
    [
        "--dataset", "tiny", "--method", "gradient", "--method", "rise:masks=20", "--metric", "deletion:step=1", "--metric", "sparseness",
        "--visualizer", "none", "--analysis", "none", "--threads", "1", "--quiet",
    ];

    private TinyDataset _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void Merged_shards_are_the_single_run()
    {
        Run("one");
        var shards = Enumerable.Range(1, 3).Select(i => Run($"s{i}", "--shard", $"{i}/3")).ToList();

        var merged = Of("merge", "s2", "s3", "s1", "--out", "m");

        Assert.That(merged.Status, Is.EqualTo(ExitStatus.Done), merged.Error);
        foreach (var file in (string[])["scores.csv", "shuffled.csv", "agreement.csv", "remarks.csv", "failures.csv"])
            Assert.That(File.ReadAllBytes(_tiny.Folder[$"m/{file}"]), Is.EqualTo(File.ReadAllBytes(_tiny.Folder[$"one/{file}"])), file);
        Assert.That(merged.Out, Does.Contain("report.html"));
        Assert.That(shards.Select(s => s.Out.Trim()), Is.EqualTo(((string[])["s1", "s2", "s3"]).Select(s => _tiny.Folder[s])));
        Assert.That(File.Exists(_tiny.Folder["s1/leaderboard.csv"]), Is.False, "a shard writes no leaderboard");
        var info = JsonDocument.Parse(File.ReadAllText(_tiny.Folder["s2/run.json"])).RootElement;
        Assert.That(info.GetProperty("shard").GetString(), Is.EqualTo("2/3"));
    }

    [Test]
    public void What_is_missing_is_named_and_the_run_itself_completes_it()
    {
        Run("one");
        Run("s1", "--shard", "1/3");
        Run("s3", "--shard", "3/3");

        var merged = Of("merge", "s1", "s3", "--out", "m");

        Assert.That(merged.Status, Is.EqualTo(ExitStatus.Failed));
        Assert.That(merged.Error, Does.Contain("Not complete").And.Contain("tiny, linear: image-").And.Contain("2/3"));
        Assert.That(merged.Out, Does.Contain("not finished"));
        Assert.That(File.ReadAllText(_tiny.Folder["m/missing.csv"]), Does.Contain("cell,tiny,linear,"));

        var completed = Of("run", Path.Combine("m", "run.json"), "--out", "m", "--quiet");
        Assert.That(completed.Status, Is.Zero, completed.Error);
        Assert.That(File.ReadAllBytes(_tiny.Folder["m/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_tiny.Folder["one/scores.csv"])));
    }

    [Test]
    public void A_later_merge_completes_it_and_one_part_may_be_the_target()
    {
        Run("one");
        foreach (var i in (int[])[1, 2])
            Run($"s{i}", "--shard", $"{i}/2");
        Assert.That(Of("merge", "s1", "--out", "m").Status, Is.EqualTo(ExitStatus.Failed));

        var completed = Of("merge", "m", "s2", "--out", "m");

        Assert.That(completed.Status, Is.Zero, completed.Error);
        Assert.That(File.ReadAllBytes(_tiny.Folder["m/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_tiny.Folder["one/scores.csv"])));
        Assert.That(File.Exists(_tiny.Folder["m/missing.csv"]), Is.False);
    }

    [Test]
    public void Other_runs_and_no_runs_are_refused_and_nothing_is_written()
    {
        Run("s1", "--shard", "1/2");
        Run("other", "--shard", "2/2", "--seed", "5");

        Of("merge", "s1", "other", "--out", "m").IsRefused("'other' and 's1'", "seed 0 there, 5 here");
        Of("merge", "s1", "nowhere", "--out", "m").IsRefused("nowhere");
        Of("merge", "s1").IsRefused("--out is needed");
        Assert.That(Directory.Exists(_tiny.Folder["m"]), Is.False);
        Of(["run", .. Arguments, "--shard", "3/2", "--out", "m"]).IsRefused("--shard 3/2 is not allowed");
        Of(["run", .. Arguments, "--shard", "1/2", "--time", "1h", "--out", "m"]).IsRefused("a shard is a part of one that uses all");
        Of(["run", .. Arguments, "--time", "1h", "--out", "early"]);
        Of("merge", "early", "--out", "m").IsRefused("'early' is a run that may end before all images were used");
    }

    [Test]
    public void A_shard_says_so_and_its_run_json_goes_on_with_it()
    {
        var shard = Run("s1", "--shard", "1/2");

        var again = Of("run", Path.Combine("s1", "run.json"), "--out", "s1");

        Assert.That(again.Error, Does.Contain("Shard 1/2 is done"));
        Assert.That(again.Out, Is.EqualTo(shard.Out));
        Of("pack", "s1").IsRefused("This is shard 1/2 of a run", "viseval merge");
        Assert.That(Of("report", "s1").Out, Does.Contain("WARNING: This is shard 1/2 of a run").And.Contain("viseval merge"));
    }

    [Test]
    public void A_shard_has_a_folder_of_its_own()
    {
        Run("one");
        Run("s1", "--shard", "1/2");
        var before = File.ReadAllText(_tiny.Folder["s1/run.json"]);

        Of(["run", .. Arguments, "--shard", "2/4", "--out", "s1"]).IsRefused("holds shard 1/2", "shard 2/4 needs a folder of its own");
        Of(["run", .. Arguments, "--shard", "2/4", "--out", "one"]).IsRefused("holds the whole run, not a shard");
        Assert.That(File.ReadAllText(_tiny.Folder["s1/run.json"]), Is.EqualTo(before));
        Run("s1", "--shard", "1/2");
    }

    [Test]
    public void Mistaken_paths_and_differences_are_said_in_words()
    {
        Run("s1", "--shard", "1/2");
        Run("other", "--no-shuffled");

        Of("merge", "s1/results.db", "--out", "m").IsRefused("results.db' is a file; a run is named by its folder");
        Of("merge", "s1", "other", "--out", "m").IsRefused("shuffled true there, false here; there: 's1', here: 'other'");
        var refused = Of("merge", "s1", "--out", "other");
        refused.IsRefused("--out 'other' holds another run");
        Assert.That(refused.Error, Does.Not.Contain("--existing"));
    }

    [Test]
    public void A_part_that_may_not_be_read_is_said_to_be_so()
    {
        Run("s1", "--shard", "1/2");
        var path = _tiny.Folder["s1/results.db"];
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            Assert.Ignore("Whoever may read everything cannot be refused.");
        else
            File.SetUnixFileMode(path, UnixFileMode.None);

        Of("merge", "s1", "--out", "m").IsRefused("results.db' cannot be read: permission is denied");
    }

    [Test]
    public void Shards_of_a_plan_have_all_its_cells()
    {
        var plan = JsonDocument.Parse(Of(["plan", .. Arguments, "--json", "--shards", "4"]).Out).RootElement;
        var cells = plan.GetProperty("cells").GetInt32();

        Assert.That(plan.GetProperty("shards").EnumerateArray().Sum(s => s.GetProperty("cells").GetInt32()), Is.EqualTo(cells));
        Assert.That(plan.GetProperty("units").EnumerateArray().Sum(u => u.GetProperty("cells").GetInt32()), Is.EqualTo(cells));
        var one = JsonDocument.Parse(Of(["plan", .. Arguments, "--json", "--shard", "2/4"]).Out).RootElement.GetProperty("shards");
        Assert.That(one[0].GetProperty("cells").GetInt32(), Is.EqualTo(plan.GetProperty("shards")[1].GetProperty("cells").GetInt32()));
        Assert.That(Of(["plan", .. Arguments, "--shards", "4"]).Out, Does.Contain("units of work").And.Match(@"(?m)4/4 +\d"));
    }

    private CliRun Run(string folder, params string[] more)
    {
        var run = Of(["run", .. Arguments, .. more, "--out", folder]);
        Assert.That(run.Status, Is.Zero, run.Error);
        return run;
    }

    private CliRun Of(params IReadOnlyList<string> args) => CliRun.Of(_tiny.Folder.Path, args);
}
