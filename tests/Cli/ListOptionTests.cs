using VisEval.Cli.Hosting;

namespace VisEval.Tests.Cli;

/// <summary>Options that take several words, and the file of a run among them.</summary>
public sealed class ListOptionTests
{
    private static readonly string[] Repeated =
    [
        "--method", "gradient", "--method", "center", "--metric", "sparseness", "--metric", "complexity",
        "--visualizer", "class-model:steps=2", "--visualizer", "top-images:count=1", "--unit", "class:0", "--unit", "class:1",
        "--visualization-metric", "activation", "--visualization-metric", "cost", "--analysis", "none",
    ];

    private static readonly string[] Together =
    [
        "--method", "gradient", "center", "--metric", "sparseness", "complexity", "--visualizer", "class-model:steps=2",
        "top-images:count=1", "--unit", "class:0", "class:1", "--visualization-metric", "activation", "cost", "--analysis", "none",
    ];

    private TinyDataset _data = null!;

    [SetUp]
    public void Write()
    {
        _data = new TinyDataset();
        File.WriteAllText(_data.Folder["config.json"], """{ "metrics": ["sparseness"], "visualizers": ["none"], "analyses": ["none"] }""");
    }

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void Several_words_after_an_option_mean_what_the_option_before_each_means()
    {
        Assert.That(Planned(Together), Is.EqualTo(Planned(Repeated)));
        Assert.That(Planned(Together), Does.Contain("complexity").And.Contain("top-images:count=1"));
    }

    [Test]
    public void A_json_file_behind_a_list_is_the_file_of_the_run_as_before()
    {
        var first = Planned(["config.json", "--method", "gradient", "center"]);
        Assert.That(Planned(["--method", "gradient", "center", "config.json"]), Is.EqualTo(first));
        Assert.That(Planned(["--method", "gradient", "config.json", "--method", "center"]), Is.EqualTo(first));
        Assert.That(Planned(["--method", "gradient", "center", "--", "config.json"]), Is.EqualTo(first));
        Assert.That(first, Does.Contain("sparseness").And.Not.Contain("complexity"));
    }

    [Test]
    public void What_may_be_a_value_or_the_file_is_refused_and_says_how_to_write_it()
    {
        File.Copy(_data.Folder["config.json"], _data.Folder["other.json"]);
        File.Copy(_data.Folder["config.json"], _data.Folder["config"]);
        Plan(["config.json", "--method", "gradient", "other.json"]).IsRefused(
            "'other.json' behind --method is a second file of a run, beside 'config.json'; name one.");
        Plan(["--method", "gradient", "config"]).IsRefused(
            "The file of a run stands first: plan config --method …; before a value write --method again.");
        File.WriteAllText(_data.Folder["boxes.json"], """{ "annotations": [] }""");
        Plan(["--method", "gradient", "boxes.json"]).IsRefused(
            "'boxes.json' behind --method is taken for the file of a run; if it is a value, write --method boxes.json.");
    }

    [Test]
    public void A_dataset_json_behind_a_dataset_is_a_dataset()
    {
        Directory.CreateDirectory(_data.Folder["again"]);
        File.WriteAllText(
            _data.Folder["again/dataset.json"],
            File.ReadAllText(_data.Folder["datasets/tiny/dataset.json"]).Replace("\"file\": \"", "\"file\": \"../datasets/tiny/"));
        var plan = CliRun.Of(_data.Folder.Path, "plan", "--dataset", "datasets/tiny", "again/dataset.json", "--method", "gradient");
        Assert.That(plan.Error, Does.Contain("two datasets have the name 'tiny'").Or.Contain("again/dataset.json"));
        Assert.That(plan.Error, Does.Not.Contain("is taken for the file of a run"));
    }

    [Test]
    public void Beside_an_argument_a_list_option_takes_one_word_and_the_message_says_so() =>
        CliRun.Of(_data.Folder.Path, "verify", "a.zip", "--model", "linear", "residual").IsRefused(
            "'residual' is one word too many. --model takes one value; write --model before each of several.");

    private string Planned(string[] args)
    {
        var plan = Plan(args);
        Assert.That(plan.Status, Is.EqualTo(ExitStatus.Done), plan.Error);
        // Measured times and memory differ.
        return string.Join('\n', plan.Out.Split('\n').Where(l => l.Contains("methods") || l.Contains("metrics") || l.Contains("visual")
            || l.Contains("cells")));
    }

    private CliRun Plan(string[] args) => CliRun.Of(_data.Folder.Path, ["plan", "--dataset", "datasets/tiny", "--out", "p", .. args]);
}
