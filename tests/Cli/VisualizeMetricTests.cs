using System.Text.Json;

namespace VisEval.Tests.Cli;

/// <summary><c>visualize --metric</c> on a small dataset, and what names its metrics elsewhere.</summary>
public sealed class VisualizeMetricTests
{
    private TinyDataset _data = null!;

    [SetUp]
    public void Write() => _data = new TinyDataset();

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void Scores_stand_in_a_file_with_those_of_all_controls_and_the_means_on_the_terminal()
    {
        var run = Visualize("out", "--method", "class-model:steps=4", "--metric", "activation", "cost", "--seeds", "2");
        Assert.That(run.Status, Is.Zero, run.Error);
        var scores = File.ReadAllLines(_data.Folder["out/scores.csv"]);
        Assert.That(
            scores[0], Is.EqualTo("dataset,model,method,metric,score,image,target,unit,picture,layer,value,state,low,high"));
        Assert.That(scores[1], Does.StartWith(
            "tiny,linear,class-model:steps=4,activation,relative,class_1__class-model_steps=4.png,1,class:1,0,,"));
        Assert.That(scores[1], Does.EndWith(",ok,,"));
        foreach (var control in new[] { "best-natural", "mean-image", "noise", "scrambled-natural" })
            Assert.That(scores, Has.Some.Contains($",{control},activation,relative,"));
        Assert.That(scores, Has.Some.Matches<string>(l => l!.Contains(",best-natural,activation,relative,") && l.Contains(",1,ok,")));
        Assert.That(scores, Has.None.Contains("seconds"));
        Assert.That(scores, Has.Some.Contains(",class-model:steps=4,cost,backwards,"));
        Assert.That(File.ReadAllText(_data.Folder["out/timings.csv"]), Does.Contain(",cost,seconds,").And.Contain(",peak-megabytes,"));
        var summary = File.ReadAllLines(_data.Folder["out/summary.csv"]);
        Assert.That(summary[1], Does.StartWith("tiny,linear,class-model:steps=4,false,activation,"));
        Assert.That(run.Out, Does.Contain("scores.csv").And.Contain("summary.csv"));
        Assert.That(run.Error, Does.Contain("activation relative ↑").And.Contain("is too few to tell"));
    }

    [Test]
    public void The_same_seed_gives_the_same_numbers_with_other_threads()
    {
        foreach (var (folder, threads) in new[] { ("a", "1"), ("b", "2") })
            Assert.That(
                Visualize(
                    folder, "--method", "activation-maximization:steps=4", "--metric", "all", "--seeds", "2", "--threads", threads).Status,
                Is.Zero);
        foreach (var file in new[] { "scores.csv", "summary.csv" })
            Assert.That(File.ReadAllText(_data.Folder[$"b/{file}"]), Is.EqualTo(File.ReadAllText(_data.Folder[$"a/{file}"])), file);
        Assert.That(File.ReadAllText(_data.Folder["a/scores.csv"]), Does.Contain(",mis@own-features,").And.Not.Contain("failed"));
    }

    [Test]
    public void Mistakes_are_said_before_anything_is_written()
    {
        Visualize("out", "--method", "class-model", "--metric", "deletion", "activations", "cost", "cost").IsRefused(
            "--metric deletion scores maps of images, for the commands run and score",
            "'activations' is not known. Did you mean 'activation'",
            "--metric 'cost' is named 2 times");
        Visualize("out", "--method", "class-model", "--other-model", "linear").IsRefused("--other-model is for --metric.");
        Visualize("out", "--method", "class-model", "--metric", "cost", "--other-model", "nothing")
            .IsRefused("model 'nothing' is not known");
        CliRun.Of(
            _data.Folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "transferability", "--out", "run")
            .IsRefused("metric 'transferability' is of the pictures that a visualizer makes of a network, for visualize --metric");
        CliRun.Of(
            _data.Folder.Path, "score", "--model", "linear", "--dataset", "tiny", "--maps", "maps.npy", "--metric", "kid")
            .IsRefused("metric 'kid' is of the pictures that a visualizer makes of a network");
        Assert.That(Directory.Exists(_data.Folder["out"]), Is.False);
    }

    [Test]
    public void Natural_pictures_of_another_kind_are_never_assumed() =>
        CliRun.Of(
            _data.Folder.Path, "visualize", "--model", "datasets/tiny/models/linear/model.onnx", "--unit", "class:1", "--method",
            "class-model", "--metric", "activation", "--out", "out").IsRefused("name them with --dataset D");

    [Test]
    public void The_list_of_these_metrics_is_one_of_its_own()
    {
        var run = CliRun.Of(".", "list", "visualization-metrics", "--json");
        var names = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(m => m.GetProperty("name").GetString()).ToList();
        Assert.That(names, Does.Contain("transferability").And.Contain("path-similarity"));
        Assert.That(CliRun.Of(".", "list", "metrics").Out, Does.Not.Contain("transferability"));
        Assert.That(CliRun.Of(".", "list", "visualization-metrics").Out, Does.Contain("gives probability: higher is better, 0 to 1"));
    }

    private CliRun Visualize(string to, params string[] args) => CliRun.Of(
        _data.Folder.Path, ["visualize", "--model", "linear", "--dataset", "tiny", "--unit", "class:1", "--out", to, .. args]);
}
