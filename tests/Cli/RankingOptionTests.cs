using System.Text.Json;

namespace VisEval.Tests.Cli;

/// <summary><c>--ranking</c>, and a network that guesses, in whole runs.</summary>
public sealed class RankingOptionTests
{
    private static readonly string[] Units =
        ["--method", "gradient", "--metric", "pointing-game:tolerance=0", "--metric", "deletion:step=1", "--metric", "max-box-acc"];

    private TinyDataset _tiny = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _tiny = new TinyDataset();
        _folder = _tiny.Folder;
    }

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void A_rule_changes_what_votes_and_no_score_and_stands_in_every_file()
    {
        Assert.That(Run("--out", "plain").Status, Is.Zero);
        File.WriteAllText(_folder["rule.json"], """{ "constructs": { "localization": ["pointing-game"] }, "alpha": 0.1 }""");
        var run = Run("--ranking", "rule.json", "--out", "ruled");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("Ranked by localization (pointing-game), one vote each."));
        Assert.That(File.ReadAllText(_folder["ruled/scores.csv"]), Is.EqualTo(File.ReadAllText(_folder["plain/scores.csv"])));
        const string said = "votes: localization (pointing-game); constructs weigh alike; error rate 0.1;";
        Assert.That(File.ReadAllText(_folder["ruled/report.html"]), Does.Contain(said));
        Assert.That(File.ReadAllText(_folder["ruled/leaderboard.md"]), Does.Contain("Ranking rule: votes: localization"));
        var ranking = JsonDocument.Parse(File.ReadAllText(_folder["ruled/run.json"])).RootElement.GetProperty("ranking");
        Assert.That(ranking.GetProperty("alpha").GetDouble(), Is.EqualTo(0.1));
        // A finished run under another rule: the same files, nothing computed.
        var again = CliRun.Of(_folder.Path, "report", "plain", "--ranking", "rule.json", "--out", "again");
        Assert.That(again.Status, Is.Zero, again.Error);
        Assert.That(Scored("again"), Is.EqualTo(Scored("ruled")).And.Not.Empty);
    }

    [Test]
    public void Mistakes_of_a_rule_are_told_with_those_of_the_run_before_anything_is_written()
    {
        File.WriteAllText(_folder["rule.json"], """
            { "constructs": { "localisation": ["pointing-game"], "removal": ["deletoin", "max-box-acc"] }, "skillNull": "sobl",
              "admision": true }
            """);
        Run("--ranking", "rule.json", "--threads", "0", "--out", "out").IsRefused(
            "--threads 0", "admision: there is no such field. Did you mean 'admission'?",
            "there is no construct 'localisation'. Did you mean 'localization'?",
            "the run has no metric 'deletoin'. Did you mean 'deletion'", "'max-box-acc' has no value an image",
            "no control 'sobl'. Did you mean 'sobel'?");
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
        Assert.That(Run("--out", "plain").Status, Is.Zero);
        CliRun.Of(_folder.Path, "report", "plain", "--ranking", "rule.json").IsRefused(
            "admision", "'localisation'", "'deletoin'", "'max-box-acc'");
        CliRun.Of(_folder.Path, "report", "plain", "--ranking", "gone.json")
            .IsRefused("gone.json: the file cannot be read: there is no such file");
    }

    [Test]
    public void A_network_that_guesses_is_named_before_the_work_and_above_the_numbers()
    {
        // One picture under both labels: the network is right in half of the images, whatever it says.
        var images = Enumerable.Range(0, 8).Select(i => $$"""{ "id": "i{{i}}", "file": "0.png", "labels": [{{i % 2}}] }""");
        File.WriteAllText(_folder["datasets/tiny/dataset.json"], $$"""
            { "name": "tiny", "description": "x", "licence": "CC0", "classes": ["zero", "one"], "target": "top-1",
              "preprocessing": { "channels": "gray", "scale": 0.00392156862745098, "mean": [0], "std": [1] },
              "images": [ {{string.Join(", ", images)}} ] }
            """);
        const string warning =
            "WARNING: linear on tiny is not shown to be better than guessing: its top-1 class is among the labels of 4 of 8";
        var plan = CliRun.Of(_folder.Path, "plan", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1");
        Assert.That(plan.Error, Does.Contain(warning));
        var run = CliRun.Of(
            _folder.Path, "run", "--quiet", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain(warning).And.Contain("Check the preprocessing"));
        Assert.That(run.Out, Does.Contain(warning));
        Assert.That(File.ReadAllText(_folder["out/leaderboard.md"]), Does.Contain("not shown to be better than guessing"));
    }

    // Measured times and memory differ between runs.
    private IReadOnlyList<string> Scored(string run) => [.. File.ReadAllLines(_folder[$"{run}/leaderboard.csv"])
        .Where(l => l.Contains(",deletion", StringComparison.Ordinal) || l.Contains(",pointing-game", StringComparison.Ordinal))];

    private CliRun Run(params string[] further) => CliRun.Of(_folder.Path, ["run", "--dataset", "tiny", .. Units, .. further]);
}
