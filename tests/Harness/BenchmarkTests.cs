using VisEval.Core;
using VisEval.Harness;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Evaluation;
using VisEval.Tests.Testing;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Harness;

/// <summary>A benchmark that another program runs.</summary>
public sealed class BenchmarkTests
{
    private static RunConfig Small(string directory) => RunConfig.Default with
    {
        Models = ["residual"],
        Methods = ["grad-cam", "gradient"],
        Metrics = ["deletion", "pointing-game"],
        Visualizers = ["none"],
        Analyses = ["none"],
        Limit = 2,
        Out = directory,
    };

    [Test]
    public async Task It_is_the_run_of_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var seen = new Counted();
        var result = await Benchmark.RunAsync(Small(folder["code"]), progress: seen);
        CliRun.Of(Repository.Root, "run", "--model", "residual", "--method", "grad-cam", "--method", "gradient", "--metric", "deletion",
            "--metric", "pointing-game", "--visualizer", "none", "--analysis", "none", "--limit", "2", "--out", folder["line"]).IsDone();
        Assert.That(File.ReadAllBytes(folder["code/scores.csv"]), Is.EqualTo(File.ReadAllBytes(folder["line/scores.csv"])));
        Assert.That(File.Exists(folder["code/report.html"]));
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Warnings, Is.Empty);
        Assert.That(result.Standings.Count(s => s.IsControl), Is.EqualTo(5));
        Assert.That(result.Standings.Where(s => !s.IsControl).Select(s => s.Method), Is.EquivalentTo(new[] { "grad-cam", "gradient" }));
        Assert.That(seen.Last!.Done, Is.EqualTo(seen.Last.Total));
        Assert.That(Benchmark.Open(folder["code"]).Scores, Is.EqualTo(result.Scores));
        Assert.That(result.Scores, Has.Count.EqualTo(File.ReadLines(folder["code/scores.csv"]).Count() - 1));
        var same = Benchmark.Compare(folder["line"], folder["code"]);
        Assert.That(same.Rows.Select(r => r.Difference), Is.All.Null.Or.All.Zero);
        Assert.That(same.Verdict, Is.Not.EqualTo(ComparisonVerdict.Fail));
    }

    [Test]
    public void A_comparison_follows_a_policy_file_and_tells_what_the_command_tells()
    {
        using var folder = new TemporaryFolder();
        Benchmark.Run(Small(folder["run"]));
        File.WriteAllText(folder["gate.json"], """{ "metrics": { "deletion": { "level": "advisory" } } }""");
        var found = Benchmark.Compare(folder["run"], folder["run"], GatePolicy.Read(folder["gate.json"]));
        Assert.That(found.Rows.Where(r => r.Metric == "deletion").Select(r => r.Level), Is.Not.Empty.And.All.EqualTo(CellLevel.Advisory));
        Assert.That(
            found.Rows.Where(r => r.Metric != "deletion" && !r.Method.StartsWith("random", StringComparison.Ordinal)).Select(r => r.Level),
            Has.Some.EqualTo(CellLevel.Critical));
        CliRun.Of(folder.Path, "compare", "run", "run", "--policy", "gate.json", "--markdown", "gate.md").IsDone();
        var markdown = File.ReadAllText(folder["gate.md"]).Replace("\\", "");
        Assert.That(found.Sections, Is.Not.Empty);
        foreach (var section in found.Sections)
            foreach (var sentence in section.Sentences)
                Assert.That(markdown, Does.Contain($"<summary>{section.Title} (").And.Contain($"* {sentence}"));
        File.WriteAllText(folder["wrong.json"], """{ "margin": 7 }""");
        Assert.That(() => GatePolicy.Read(folder["wrong.json"]), Throws.TypeOf<InputException>().With.Message.Contains("margin"));
    }

    [Test]
    public void What_the_command_line_says_before_the_first_image_is_among_the_remarks()
    {
        using var folder = new TemporaryFolder();
        // Classes in another order: no better than guessing.
        var network = Path.Combine(Repository.Root, "datasets", "scenes", "models", "residual", "model.onnx");
        File.Copy(network, folder["model.onnx"]);
        File.WriteAllText(folder["model.json"], """{ "labelMap": [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] }""");
        var config = Small(folder["run"]) with { Models = [folder["model.onnx"]], Methods = ["gradient"], Limit = 12 };
        var told = CliRun.Of(Repository.Root, "plan", "--model", folder["model.onnx"], "--method", "gradient", "--metric", "deletion",
            "--metric", "pointing-game", "--visualizer", "none", "--analysis", "none", "--limit", "12", "--out", folder["run"]).Error;
        var doubts = told.Split('\n').Where(line => line.StartsWith("WARNING: ", StringComparison.Ordinal)).ToList();
        Assert.That(doubts, Is.Not.Empty);
        Assert.That(Benchmark.Run(config).Remarks, Is.SupersetOf(doubts));
    }

    [Test]
    public void It_stops_and_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Assert.That(
            () => Benchmark.Run(Small(folder["run"]), progress: new Stopping(stop, 3), stop: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Benchmark.Open(folder["run"]).Warnings, Is.Not.Empty);
        Benchmark.Run(Small(folder["run"]));
        Benchmark.Run(Small(folder["whole"]));
        Assert.That(File.ReadAllBytes(folder["run/scores.csv"]), Is.EqualTo(File.ReadAllBytes(folder["whole/scores.csv"])));
    }

    [Test]
    public void Every_mistake_is_told_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var config = Small(folder["run"]) with { Methods = ["gradcam"], Metrics = ["deletoin"] };
        Assert.That(() => Benchmark.Run(config), Throws.TypeOf<InputException>()
            .With.Message.Contains("'grad-cam'").And.Message.Contains("'deletion'"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Reading_and_comparing_runs_can_be_stopped()
    {
        using var folder = new TemporaryFolder();
        Benchmark.Run(Small(folder["run"]));
        var stopped = new CancellationToken(canceled: true);
        Assert.That(() => Benchmark.Open(folder["run"], stop: stopped), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Benchmark.Compare(folder["run"], folder["run"], stop: stopped), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Code_is_told_the_members_not_the_options_of_the_command_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var config = Small(folder["file"]) with
        {
            Methods = ["gradcam"],
            Foreign = new ForeignChoice(["nothing"], ["sh copy.sh"]),
        };
        var mistakes = Assert.Throws<InputException>(() => Benchmark.Run(config))!.Errors;
        Assert.That(mistakes, Has.Some.Contains("Foreign.Externals names 'sh copy.sh'").And.Some.Contains("then set Foreign.IsAllowed"));
        Assert.That(mistakes, Has.Some.Contains("Foreign.Maps nothing is not allowed"));
        Assert.That(mistakes, Has.Some.Contains("is a file. Choose another"));
        Assert.That(mistakes, Has.Some.Contains("'grad-cam'"), "every mistake at once");
        Assert.That(mistakes, Has.None.Contains("--"));
    }

    private sealed class Counted : IProgress<RunProgress>
    {
        public RunProgress? Last { get; private set; }

        public void Report(RunProgress value) => Last = value;
    }

    private sealed class Stopping(CancellationTokenSource stop, int after) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Done >= after)
                stop.Cancel();
        }
    }
}
