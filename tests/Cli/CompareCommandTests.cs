using System.Text.Json;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using VisEval.Tests.Harness.Analysis.Gate;

namespace VisEval.Tests.Cli;

/// <summary>The gate from files to exit status.</summary>
public sealed class CompareCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        BaselineFile.Write(GateSamples.Deletions(("m", GateSamples.Around(0.2, 8))), _folder["old"]);
        BaselineFile.Write(GateSamples.Deletions(("m", GateSamples.Around(0.6, 8))), _folder["worse"]);
        BaselineFile.Write(GateSamples.Deletions(("m", GateSamples.Around(0.22, 8, 0.05))), _folder["open"]);
        BaselineFile.Write(GateSamples.Deletions(("m", new double?[8])), _folder["lost"]);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("old", 0, "Nothing is worse: of 1 critical number 1 equivalent.")]
    [TestCase("worse", 1, "Worse: of 1 critical number 1 worse; most m in deletion auc")]
    [TestCase("lost", 1, "Worse: of 1 critical number 1 lost.")]
    [TestCase("open", 0, "Nothing is shown to be worse: of 1 critical number 1 is undecided;")]
    [TestCase("open", 1, "Not shown to be no worse: of 1 critical number 1 is undecided;", "--strict")]
    [TestCase("worse", 0, "Nothing is worse: of 1 critical number 1 equivalent.", "--margin", "0.5")]
    public void The_exit_status_and_the_first_line_tell_the_verdict(string current, int status, string line, params string[] options)
    {
        var run = CliRun.Of(_folder.Path, ["compare", "old", current, .. options]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(status), run.Error);
            Assert.That(run.Out, Does.StartWith(line));
        });
    }

    [Test]
    public void Every_file_is_written_whatever_the_verdict()
    {
        var run = CliRun.Of(
            _folder.Path, "compare", "old", "worse", "--json", "out/gate.json", "--junit", "out/gate.xml", "--markdown", "out/gate.md",
            "--save-baseline", "out/new");
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(1));
            using var json = JsonDocument.Parse(File.ReadAllText(_folder["out/gate.json"]));
            Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("fail"));
            Assert.That(File.ReadAllText(_folder["out/gate.xml"]), Does.StartWith("<?xml"));
            Assert.That(File.ReadAllText(_folder["out/gate.md"]), Does.StartWith("## VisEval: fail"));
            Assert.That(File.ReadAllBytes(_folder["out/new"]), Is.EqualTo(File.ReadAllBytes(_folder["worse"])));
        });
    }

    [Test]
    public void A_policy_file_rules_and_the_command_line_before_it()
    {
        File.WriteAllText(_folder["policy.json"], """{ "margin": 0.5, "metrics": { "deletion": { "level": "critical" } } }""");
        string[] compare = ["compare", "old", "worse", "--policy", "policy.json"];
        Assert.That(CliRun.Of(_folder.Path, compare).Status, Is.Zero);
        Assert.That(CliRun.Of(_folder.Path, [.. compare, "--margin", "0"]).Status, Is.EqualTo(1));
    }

    [Test]
    public void Mistakes_in_the_form_of_a_policy_hide_none_in_its_names()
    {
        File.WriteAllText(_folder["policy.json"], """{ "margn": 0.5, "metrics": { "deletoin": { "level": "critical" } } }""");
        var run = CliRun.Of(_folder.Path, "compare", "old", "worse", "--policy", "policy.json");
        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("margn").And.Contain("The policy names the metric 'deletoin'"));
    }

    [Test]
    public void Every_mistake_is_reported_at_once_and_nothing_written()
    {
        File.WriteAllText(_folder["policy.json"], """{ "marge": 1 }""");
        CliRun.Of(
                _folder.Path, "compare", "nothing", "policy.json", "--margin", "much", "--alpha", "2", "--policy", "policy.json",
                "--json", "x", "--markdown", "x")
            .IsRefused(
                "'nothing' does not exist", "policy.json", "neither a run directory nor a baseline", "--margin much is not allowed",
                "--alpha 2 is not allowed", "marge: there is no such field. Did you mean 'margin'", "named by two options");
        Assert.That(File.Exists(_folder["x"]), Is.False);
        CliRun.Of(_folder.Path, "compare", "old").IsRefused("compare needs two runs");
    }

    [TestCase("old", 0)]
    [TestCase("worse", 1)]
    public void The_sample_workflow_is_green_and_red(string current, int status)
    {
        const string step = "run: viseval ";
        var line = File.ReadLines(Path.Combine(Repository.Root, "docs", "github-actions.yml")).Select(l => l.Trim())
            .Single(l => l.StartsWith(step + "compare", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder["results"]);
        File.Copy(_folder["old"], _folder["results/baseline.json.gz"]);
        File.Copy(_folder[current], _folder["current"]);
        File.WriteAllText(_folder["results/policy.json"], """{ "metrics": { "deletion": { "level": "critical" } } }""");
        var run = CliRun.Of(_folder.Path, line[step.Length..].Split(' '));
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(status), run.Error);
            foreach (var file in new[] { "gate.md", "gate.xml", "gate.json" })
                Assert.That(new FileInfo(_folder[file]).Length, Is.Positive);
        });
    }

    [Test]
    public void The_policy_of_this_project_can_be_read_and_has_few_critical_numbers()
    {
        var policy = GatePolicyFile.Read(Path.Combine(Repository.Root, "results", "policy.json"));
        Assert.Multiple(() =>
        {
            Assert.That(policy.Level, Is.EqualTo(CellLevel.Advisory));
            Assert.That(policy.Cells.Count(c => c.Level == CellLevel.Critical), Is.InRange(1, 20));
        });
    }

    [Test]
    public void Two_real_runs_of_one_seed_are_equivalent_and_a_saved_one_is_too()
    {
        using var tiny = new TinyDataset();
        CliRun Do(params string[] args) => CliRun.Of(tiny.Folder.Path, args);
        string[] run =
            ["run", "--dataset", "tiny", "--method", "gradient", "--method", "rise:masks=8", "--metric", "deletion:step=1", "--quiet"];
        Assert.That(Do([.. run, "--out", "a"]).Status, Is.Zero);
        Assert.That(Do([.. run, "--out", "b"]).Status, Is.Zero);
        Assert.That(Do([.. run, "--seed", "1", "--out", "c"]).Status, Is.Zero);
        var same = Do("compare", "a", "b");
        Assert.Multiple(() =>
        {
            Assert.That(same.Out, Does.StartWith("Nothing is worse: of 2 critical numbers 2 equivalent.").And.Contain("equal."));
            Assert.That(same.Status, Is.Zero);
            Assert.That(Do("compare", "a", "--save-baseline", "a.gz").Status, Is.Zero);
            Assert.That(Do("compare", "a.gz", "b").Out, Does.StartWith("Nothing is worse").And.Contain("the baseline keeps no maps"));
            Assert.That(Do("compare", "a", "c").Out, Does.Contain("seed: 0 before, 1 now"));
            Assert.That(Do("compare", "a", "c").Status, Is.Zero, "three images decide nothing");
        });
    }
}
