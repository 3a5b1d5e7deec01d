using VisEval.Cli.Hosting;
using VisEval.Harness.Results;

namespace VisEval.Tests.Cli;

/// <summary><c>run --visualizer … --analysis …</c> on a small dataset, from the command line to the files.</summary>
public sealed class RunVisualizationCommandTests
{
    private static readonly string[] Asked =
    [
        "--method", "gradient", "--metric", "sparseness", "--visualizer", "class-model:steps=4", "--visualizer", "top-images:count=1",
        "--visualization-metric", "activation", "--visualization-metric", "cost", "--threads", "1",
    ];

    private static readonly string[] Cheap = ["--method", "gradient", "--metric", "sparseness", "--threads", "1"];

    private TinyDataset _data = null!;

    [SetUp]
    public void Write() => _data = new TinyDataset();

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void A_run_writes_the_pictures_of_every_class_and_their_numbers_and_its_run_json_repeats_them()
    {
        var run = Run("a");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        Assert.That(run.Error, Does.Contain("pictures of 2 classes by class-model:steps=4, top-images:count=1 and 4 controls"));
        Assert.That(run.Error, Does.Contain(" cells, 24 units of work for pictures and analyses: "));
        Assert.That(run.Error, Does.Match(@"\d+ numbers, 12 pictures in [\d.]+ s; pictures in .*a.visualizations\."));
        var pictures = File.ReadAllLines(_data.Folder["a/visualizations.csv"]);
        Assert.That(pictures[0], Does.StartWith("dataset,model,control,class,file,unit,visualizer,picture,kind,"));
        Assert.That(
            pictures[1],
            Does.StartWith("tiny,linear,false,0,tiny__linear__class_0__class-model_steps=4.png,class:0,class-model:steps=4,0,"));
        Assert.That(pictures, Has.Length.EqualTo(1 + 2 * 6));
        foreach (var row in pictures.Skip(1))
            Assert.That(File.Exists(_data.Folder[$"a/visualizations/{row.Split(',')[4]}"]), row);
        Assert.That(File.Exists(_data.Folder["a/visualizations/tiny__linear__contact-sheet.png"]));
        var scores = File.ReadAllText(_data.Folder["a/visualization-scores.csv"]);
        Assert.That(scores, Does.Contain(",activation,relative,tiny__linear__class_0__class-model_steps=4.png,0,class:0,0,"));
        Assert.That(scores, Does.Not.Contain("seconds"));
        Assert.That(File.ReadAllLines(_data.Folder["a/timings.csv"]), Has.Some.StartsWith("tiny,linear,class-model:steps=4,1,"));
        Assert.That(File.ReadAllText(_data.Folder["a/scores.csv"]), Does.Not.Contain("class-model"));

        Assert.That(CliRun.Of(_data.Folder.Path, "run", "a/run.json", "--out", "b", "--threads", "2").Status, Is.Zero);
        AssertSame("a", "b");
        Assert.That(CliRun.Of(_data.Folder.Path, "report", "a", "--out", "c").Status, Is.Zero);
        AssertSame("a", "c");
        // A run that is there is not done again, and another one is refused.
        Assert.That(Run("a").Error, Does.Contain("100 % of the work is done"));
        Run("a", "--visualizer", "noise").IsRefused(
            "holds another run (--visualizer: class-model:steps=4 top-images:count=1 there, noise ");
        CliRun.Of(_data.Folder.Path, ["run", "--dataset", "datasets/tiny", .. Cheap, "--out", "a"]).IsRefused(
            "--visualizer: class-model:steps=4 top-images:count=1 there, none here");
    }

    [Test]
    public void Pictures_and_analyses_can_be_added_to_a_finished_run()
    {
        string[] found = ["--analysis", "similarity:features=means", "--layer", "input", "--limit", "3"];
        var alone = CliRun.Of(_data.Folder.Path, ["run", "--dataset", "datasets/tiny", .. Cheap, "--limit", "3", "--out", "a"]);
        Assert.That(alone.Status, Is.Zero, alone.Error);
        var scores = File.ReadAllBytes(_data.Folder["a/scores.csv"]);
        var added = Run("a", "--limit", "3");
        Assert.That(added.Status, Is.Zero, added.Error);
        Assert.That(File.ReadAllBytes(_data.Folder["a/scores.csv"]), Is.EqualTo(scores));
        Assert.That(Run("b", "--limit", "3").Status, Is.Zero);
        AssertSame("a", "b");
        Assert.That(File.ReadAllText(_data.Folder["a/run.json"]), Does.Contain("\"visualizations\": {"));
        // It needs four images more than there are; what is refused leaves the run as it is.
        Run("a", found).IsRefused("similarity needs at least");
        AssertSame("a", "b");
    }

    [Test]
    public void A_plan_has_a_row_for_each_visualizer_metric_and_analysis_and_for_start_and_reports()
    {
        var plan = CliRun.Of(
            _data.Folder.Path, ["plan", "--model", "linear", "--dataset", "datasets/tiny", .. Asked, "--out", "p"]);
        Assert.That(plan.Status, Is.Zero, plan.Error);
        // Two classes, two visualizers and four controls; 4 steps and a look at the result.
        Assert.That(plan.Out, Does.Match(@"pictures by class-model:steps=4 +2 +\d+ +\d+ +[\d.]+ s"));
        Assert.That(plan.Out, Does.Match(@"their activation +6 +\d+ +0 +[\d.]+ s"));
        Assert.That(plan.Out, Does.Match(@"maps and their numbers +[\d,]+ cells +\d+ +\d+ +[\d.]+ s"));
        Assert.That(plan.Out, Does.Match(@"start and reports +[\d.]+ s"));
        var json = CliRun.Of(
            _data.Folder.Path, ["plan", "--model", "linear", "--dataset", "datasets/tiny", .. Asked, "--out", "p", "--json"]).Out;
        Assert.That(json, Does.Match("\"visualizers\": *\\[\\s*\\{\\s*\"key\": *\"class-model:steps=4\"[^}]*\"seconds\": *[\\d.]+"));
    }

    [Test]
    public void A_picture_is_that_of_visualize_with_the_same_seed()
    {
        Assert.That(Run("a", "--seed", "3").Status, Is.Zero);
        Assert.That(
            CliRun.Of(
                _data.Folder.Path, "visualize", "--model", "linear", "--dataset", "datasets/tiny", "--unit", "class:0", "class:1",
                "--method", "class-model:steps=4", "--metric", "activation", "--seed", "3", "--out", "v").Status,
            Is.Zero);
        foreach (var name in new[] { "class_0__class-model_steps=4.png", "class_1__class-model_steps=4.png", "class_1__noise.png" })
            Assert.That(
                File.ReadAllBytes(_data.Folder[$"a/visualizations/tiny__linear__{name}"]),
                Is.EqualTo(File.ReadAllBytes(_data.Folder[$"v/{name}"])), name);
    }

    [Test]
    public void Starting_over_removes_the_files_and_a_bundle_has_none_of_them()
    {
        Assert.That(Run("a").Status, Is.Zero);
        var packed = CliRun.Of(_data.Folder.Path, "pack", "a", "--out", "a.zip");
        Assert.That(packed.Status, Is.Zero, packed.Error);
        Assert.That(packed.Error, Does.Contain("what was shown of units and found in layers is not in it"));
        Assert.That(CliRun.Of(_data.Folder.Path, "verify", "a.zip", "--cells", "2").Status, Is.Zero);
        Assert.That(Run("a", "--existing", "redo", "--visualizer", "none").Status, Is.Zero);
        Assert.That(Directory.Exists(_data.Folder["a/visualizations"]), Is.False);
        Assert.That(
            Directory.GetFiles(_data.Folder["a"]).Select(Path.GetFileName), Has.None.StartsWith("visualization"));
    }

    [Test]
    public void A_plan_counts_the_passes()
    {
        var plan = CliRun.Of(_data.Folder.Path, ["plan", "--dataset", "datasets/tiny", .. Asked, "--out", "p"]);
        Assert.That(plan.Status, Is.Zero, plan.Error);
        Assert.That(plan.Out, Does.Contain("visualizers").And.Contain("class-model:steps=4, top-images:count=1, "));
        Assert.That(plan.Out, Does.Contain("class:0, class:1"));
        var json = CliRun.Of(_data.Folder.Path, ["plan", "--json", "--dataset", "datasets/tiny", .. Asked, "--out", "p"]);
        Assert.That(json.Out, Does.Contain("\"visualizers\"").And.Contain("\"visualizationMetrics\""));
        Assert.That(Directory.Exists(_data.Folder["p"]), Is.False);
    }

    [Test]
    public void A_configuration_file_says_the_same()
    {
        File.WriteAllText(_data.Folder["run.json"], """
            { "datasets": ["datasets/tiny"], "methods": ["gradient"], "metrics": ["sparseness"], "threads": 1, "out": "b",
              "visualizers": [{ "name": "class-model", "steps": 4 }, "top-images:count=1"], "units": ["class:0", "class:1"],
              "visualizationMetrics": ["activation", "cost"], "visualizationSeeds": 1, "analyses": ["none"] }
            """);
        Assert.That(CliRun.Of(_data.Folder.Path, "run", "run.json").Status, Is.Zero);
        Assert.That(Run("a").Status, Is.Zero);
        AssertSame("a", "b");
    }

    private CliRun Run(string name, params string[] further)
    {
        string[] asked = further.Contains("--visualizer")
            ? Cheap
            : Asked;
        return CliRun.Of(_data.Folder.Path, ["run", "--dataset", "datasets/tiny", .. asked, .. further, "--out", name]);
    }

    private void AssertSame(string one, string other)
    {
        List<string> files =
        [
            RunFiles.Scores, RunFiles.VisualizationPictures, RunFiles.VisualizationScores, RunFiles.VisualizationSummary,
            .. Directory.GetFiles(_data.Folder[$"{one}/visualizations"]).Select(f => $"visualizations/{Path.GetFileName(f)}"),
        ];
        Assert.That(files, Has.Count.GreaterThan(12));
        foreach (var file in files)
            Assert.That(
                File.ReadAllBytes(_data.Folder[$"{other}/{file}"]), Is.EqualTo(File.ReadAllBytes(_data.Folder[$"{one}/{file}"])), file);
    }
}
