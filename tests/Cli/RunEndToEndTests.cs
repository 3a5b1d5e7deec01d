using System.Globalization;

namespace VisEval.Tests.Cli;

/// <summary>One whole run, from files to files, with numbers that are worked out here a second time.</summary>
public sealed class RunEndToEndTests
{
    private const int Side = TinyDataset.Side;
    private const int Pixels = TinyDataset.Pixels;
    private TinyDataset _tiny = null!;
    private TemporaryFolder _folder = null!;
    private CliRun _finished = null!;

    private static float[] Weights => TinyDataset.Weights;

    // The run "out" is one for all tests that only look at a finished run; a test that changes one takes a folder of its own.
    [OneTimeSetUp]
    public void RunOnce()
    {
        _tiny = new TinyDataset();
        _folder = _tiny.Folder;
        _finished = Run("--out", "out");
        Assert.That(_finished.Status, Is.Zero, _finished.Error);
    }

    [OneTimeTearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void The_numbers_are_those_worked_out_by_hand()
    {
        var all = File.ReadAllLines(_folder["out/scores.csv"]).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.That(
            all.Select(l => l[2]).Distinct(), Is.EqualTo(new[] { all[0][2], "center", "input-magnitude", "random", "sobel", "uniform" }),
            "the controls are always run");
        var scores = all.Where(l => l[2] == all[0][2]).ToList();
        Assert.That(scores, Has.Count.EqualTo(6));
        for (var i = 0; i < 3; i++)
        {
            var saliency = Enumerable.Range(0, Pixels).Select(p => Math.Abs(Weights[p * 2 + 1])).ToArray();
            var most = Array.IndexOf(saliency, saliency.Max());
            Assert.That(Value(scores, "pointing-game:tolerance=0", i), Is.EqualTo(most % Side <= i ? 1 : 0));
            Assert.That(Value(scores, "deletion:step=1", i), Is.EqualTo(DeletionArea(i, saliency)).Within(1e-6));
        }
    }

    [Test]
    public void Metrics_of_cost_stand_in_the_leaderboard_and_in_no_score()
    {
        var run = CliRun.Of(_folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "backwards", "--out", "cost");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Match(@"gradient +– +.*\b1\b"));
        Assert.That(File.ReadAllLines(_folder["cost/scores.csv"]), Has.Length.EqualTo(1), "the header");
        Assert.That(
            File.ReadAllText(_folder["cost/leaderboard.csv"]),
            Does.Contain("tiny,linear,gradient,backpropagation,backwards,images,lower,median,1,1,1,"));
        Assert.That(CliRun.Of(_folder.Path, "run", "cost/run.json", "--out", "cost-again").Status, Is.Zero);
        Assert.That(File.ReadAllText(_folder["cost-again/scores.csv"]), Is.EqualTo(File.ReadAllText(_folder["cost/scores.csv"])));
    }

    [Test]
    public void Every_file_of_the_contract_is_there_and_the_last_line_is_the_path_of_the_report()
    {
        string[] files =
        [
            "run.json", "scores.csv", "timings.csv", "failures.csv", "leaderboard.csv", "leaderboard.md", "metrics.csv", "agreement.csv",
            "report.html",
        ];
        foreach (var file in files)
            Assert.That(new FileInfo(_folder[$"out/{file}"]).Length, Is.Positive, file);
        Assert.That(Directory.GetFiles(_folder["out/plots"]), Is.Not.Empty);
        Assert.That(_finished.Out.Trim().Split('\n')[^1], Is.EqualTo(_folder["out/report.html"]));
    }

    [Test]
    public void Again_alone_or_from_run_json_the_bytes_are_the_same()
    {
        Run("--out", "second", "--threads", "1");
        var third = CliRun.Of(_folder.Path, "run", "out/run.json", "--out", "third");
        Assert.That(third.Status, Is.Zero, third.Error);
        var expected = File.ReadAllBytes(_folder["out/scores.csv"]);
        Assert.That(File.ReadAllBytes(_folder["second/scores.csv"]), Is.EqualTo(expected));
        Assert.That(File.ReadAllBytes(_folder["third/scores.csv"]), Is.EqualTo(expected));
    }

    [Test]
    public void A_cancelled_run_says_how_to_go_on_and_ends_with_the_same_bytes()
    {
        var cancelled = CliRun.StoppedAt("cells:", _folder.Path, Arguments("--out", "part"));
        Assert.That(cancelled.Status, Is.EqualTo(1));
        Assert.That(cancelled.Error, Does.Contain($"viseval run \"{_folder["part/run.json"]}\" --out \"{_folder["part"]}\""));
        Assert.That(File.Exists(_folder["part/scores.csv"]), Is.False);
        var report = CliRun.Of(_folder.Path, "report", "part", "--out", "unfinished");
        Assert.That(report.Out, Does.Match(@"WARNING: This run is not finished: \d+ of 36 cells are computed\."));
        foreach (var file in new[] { "report.html", "leaderboard.md" })
            Assert.That(File.ReadAllText(_folder[$"unfinished/{file}"]), Does.Contain("This run is not finished:"), file);
        CliRun.Of(_folder.Path, "pack", "part").IsRefused("is not packed", "of 36 cells", "viseval run");
        Assert.That(CliRun.Of(_folder.Path, "run", "part/run.json", "--out", "part").Status, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["part/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_folder["out/scores.csv"])));
    }

    [Test]
    public void What_is_run_and_about_how_long_it_takes_is_said_before_the_work_unless_it_is_to_be_quiet()
    {
        var lines = Run("--out", "said", "--threads", "2").Error.Split('\n');
        Assert.That(lines[0], Does.StartWith(
            "1 network (linear), 1 method and 5 controls, 2 metrics and 4 costs, 3 images of tiny; results in " + _folder["said"]));
        Assert.That(lines[1], Does.Match(
            @"^42 cells: about \d+ s with 2 threads, reports included\. That is at the speed measured just now: other work on"));
        Assert.That(Run("--out", "said", "--threads", "2").Error, Does.Contain("(100 % of the work is done already)"));
        Assert.That(Run("--out", "quiet", "--quiet").Error, Is.Empty);
    }

    [Test]
    public void A_run_that_is_stopped_while_it_is_planned_leaves_nothing()
    {
        var run = CliRun.StoppedAt("1 network", _folder.Path, Arguments("--out", "planned"));
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("Stopped before the first cell."));
        Assert.That(Directory.Exists(_folder["planned"]), Is.False);
    }

    [Test]
    public void A_directory_of_another_run_is_refused_and_left_alone()
    {
        Copy("out", "taken");
        var before = File.ReadAllBytes(_folder["taken/results.db"]);
        Run("--out", "taken", "--seed", "5").IsRefused("holds another run", "seed 0 there, 5 here");
        Run("--out", "taken", "--existing", "fail").IsRefused("already holds a run");
        Assert.That(File.ReadAllBytes(_folder["taken/results.db"]), Is.EqualTo(before));
        Assert.That(Run("--out", "taken", "--seed", "5", "--existing", "redo").Status, Is.Zero);
    }

    [Test]
    public void A_method_that_fails_makes_failure_rows_and_status_1()
    {
        var run = Run("--out", "failed", "--method", "model-attention:tensor=nowhere");
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("failures").And.Contain("'nowhere'"));
        Assert.That(File.ReadAllText(_folder["failed/failures.csv"]), Does.Contain("model-attention:tensor=nowhere"));
        Assert.That(File.ReadAllText(_folder["failed/scores.csv"]), Does.Contain(",failed").And.Contain(",ok"));
    }

    [Test]
    public void The_report_of_a_finished_run_is_written_again_with_the_same_bytes()
    {
        var run = CliRun.Of(_folder.Path, "report", "out", "--out", "again");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Not.Contain("WARNING"));
        foreach (var file in new[] { "scores.csv", "leaderboard.md", "report.html" })
            Assert.That(File.ReadAllText(_folder[$"again/{file}"]), Is.EqualTo(File.ReadAllText(_folder[$"out/{file}"])), file);
    }

    [Test]
    public void Tables_alone_are_those_of_the_report()
    {
        var run = CliRun.Of(
            _folder.Path, "report", "out", "--out", "tables", "--only", "scores.csv,scores.parquet", "timings.csv", "seeds.csv");
        run.IsDone();
        string[] written = ["scores.csv", "timings.csv", "scores.parquet"];
        Assert.That(run.Out.Split('\n')[..3], Is.EqualTo(written.Select(f => _folder[$"tables/{f}"])));
        Assert.That(run.Error, Is.EqualTo("seeds.csv is not written: the run has no such numbers.\n"));
        Assert.That(Directory.GetFiles(_folder["tables"]).Select(Path.GetFileName), Is.EquivalentTo(written));
        foreach (var file in written)
            Assert.That(File.ReadAllBytes(_folder[$"tables/{file}"]), Is.EqualTo(File.ReadAllBytes(_folder[$"out/{file}"])), file);
    }

    [Test]
    public void Tables_alone_are_of_one_run_and_have_names()
    {
        CliRun.Of(_folder.Path, "report", "out", "other", "--out", "t", "--only", "score.csv", "--site", "s").IsRefused(
            "--only score.csv is not allowed; only is scores.csv, shuffled.csv", "--only takes one run", "--only excludes --site");
        CliRun.Of(_folder.Path, "report", "nothing", "--out", "t", "--only", "scores.csv").IsRefused("does not exist");
        Assert.That(Directory.Exists(_folder["t"]), Is.False);
    }

    [Test]
    public void Reports_refuse_what_is_no_run_and_a_folder_that_holds_another()
    {
        Copy("out", "other");
        CliRun.Of(_folder.Path, "report", "nothing", "out", "--out", "other").IsRefused("nothing", "holds a run of its own");
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(_folder[to]);
        foreach (var file in Directory.GetFiles(_folder[from]))
            File.Copy(file, Path.Combine(_folder[to], Path.GetFileName(file)));
    }

    private CliRun Run(params IReadOnlyList<string> args) => CliRun.Of(_folder.Path, Arguments(args));

    private static IReadOnlyList<string> Arguments(params IReadOnlyList<string> args) =>
        [
            "run", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1", "--metric", "pointing-game:tolerance=0",
            .. args,
        ];

    private static double Value(List<string[]> scores, string metric, int image) =>
        double.Parse(scores.Single(s => s[3] == metric && s[5] == $"image-{image}")[7], CultureInfo.InvariantCulture);

    // The pixels go to zero, the most salient first; the area is that of the trapezoids under the probability of class 1.
    private static double DeletionArea(int image, float[] saliency)
    {
        var pixels = Enumerable.Range(0, Pixels).Select(p => TinyDataset.Level(image, p) / 255.0).ToArray();
        List<double> curve = [Probability(pixels)];
        foreach (var p in Enumerable.Range(0, Pixels).OrderByDescending(p => saliency[p]))
        {
            pixels[p] = 0;
            curve.Add(Probability(pixels));
        }
        return Enumerable.Range(0, Pixels).Sum(k => (curve[k] + curve[k + 1]) / 2) / Pixels;
    }

    private static double Probability(double[] pixels)
    {
        double Logit(int c) => Enumerable.Range(0, Pixels).Sum(p => pixels[p] * Weights[p * 2 + c]);
        return 1 / (1 + Math.Exp(Logit(0) - Logit(1)));
    }
}
