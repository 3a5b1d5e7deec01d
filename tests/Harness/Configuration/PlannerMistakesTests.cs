using System.Text.Json.Nodes;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>Everything that can be wrong with a run, each with its sentence.</summary>
public sealed class PlannerMistakesTests
{
    private static readonly RunConfig Sound = new(["tiny"], ["plain"], ["rise"], ["deletion"], Threads: 1);

    private readonly List<FakeModel> _opened = [];
    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder).WithModel("plain").WithModel("residual");
        _opened.Clear();
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Arguments()
    {
        yield return Case(
            "dataset", Sound with { Datasets = ["tinny"] },
            "dataset 'tinny' is not known: there is no datasets/tinny/dataset.json here or in a folder above, and no such path. "
            + "Did you mean 'tiny'");
        yield return Case(
            "until", Sound with { Until = "rank-stabel" }, "until 'rank-stabel' is not known. Did you mean 'rank-stable'");
        yield return Case("time", Sound with { Time = "2 hours" }, "time '2 hours' is not allowed; time is hours, minutes and seconds");
        yield return Case(
            "until without an order", Sound with { Until = "top-stable", Methods = ["rise", "occlusion"], Metrics = ["sparseness"] },
            "until 'top-stable' asks for the order of methods, and no metric of the run ranks them; add one that votes");
        yield return Case(
            "until of one method", Sound with { Until = "rank-stable" },
            "until 'rank-stable' asks for the order of methods, and the run has fewer than two that are no controls");
        yield return Case("dataset twice", Sound with { Datasets = ["tiny", "datasets/tiny"] }, "dataset 'datasets/tiny' is named twice (");
        yield return Case("folder without manifest", Sound with { Datasets = ["datasets"] }, "dataset 'datasets': /");
        yield return Case(
            "model", Sound with { Models = ["plian"] },
            "model 'plian' is not known: dataset 'tiny' has no models/plian/model.onnx, and there is no such path. Did you mean 'plain'?");
        yield return Case("model twice", Sound with { Models = ["plain", "datasets/tiny/models/plain"] }, "model 'plain' is named twice (");
        yield return Case("folder without model", Sound with { Models = ["datasets"] }, "model 'datasets': the folder ");
        yield return Case("method", Sound with { Methods = ["rize"] }, "method 'rize' is not known. Did you mean 'rise'");
        yield return Case("metric", Sound with { Metrics = ["deltion"] }, "metric 'deltion' is not known. Did you mean 'deletion'");
        yield return Case(
            "metric of cost", Sound with { Metrics = ["deletion", "backward"] },
            "metric 'backward' is not known. Did you mean 'backwards'");
        yield return Case(
            "metric of cost twice", Sound with { Metrics = ["backwards", "backwards"] }, "metric 'backwards' is named 2 times");
        yield return Case(
            "layer", Sound with { Methods = ["grad-cam:layer=nope"] },
            "method 'grad-cam:layer=nope': The model has no tensor 'nope'.");
        yield return Case(
            "layer in a wrapper", Sound with { Methods = ["smooth:grad-cam:layer=features+nope"] },
            "method 'smooth:grad-cam:layer=features+nope': The model has no tensor 'nope'.");
        yield return Case(
            "option", Sound with { Methods = ["rise:mask=5"] }, "method 'rise:mask=5': rise has no option 'mask'. Did you mean 'masks'");
        yield return Case(
            "option out of range", Sound with { Methods = ["rise:probability=2"] },
            "method 'rise:probability=2': probability=2 is not allowed; probability is a number from ");
        yield return Case(
            "option without value", Sound with { Methods = ["rise:masks"] },
            "method 'rise:masks': 'masks' is not an option; write option=value, separated by commas.");
        yield return Case(
            "unit twice", Sound with { Preset = "standard", Methods = ["rise", "center", "rise:masks=2000"] },
            "method 'rise:masks=2000' is named 2 times: 'rise' and 'rise:masks=2000' mean the same with preset standard. Name it once.");
        yield return Case("preset", Sound with { Preset = "quik" }, "preset 'quik' is not known. Did you mean 'quick'?");
        yield return Case(
            "limit", Sound with { Limit = 0 },
            "limit 0 is not allowed; limit is a whole number of images, at least 1, or left out for what the preset says.");
        yield return Case("threads", Sound with { Threads = 0 }, "threads 0 is not allowed; threads is a whole number from 1 to 1024");
        yield return Case(
            "memory", Sound with { MaxMemoryMegabytes = 8 },
            "max-memory 8 is not allowed; max-memory is a whole number of megabytes from 64 to 1048576, or left out for 1024.");
        yield return Case("output file", Sound with { Out = "datasets/tiny/dataset.json" }, "The output directory '");
        yield return Case("output directory of something else", Sound with { Out = "datasets" }, "The output directory '");

        static TestCaseData Case(string name, RunConfig config, string mistake) =>
            new TestCaseData(config, mistake).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Arguments))]
    public void A_mistake_in_the_arguments_is_told(RunConfig config, string mistake) =>
        Assert.That(Mistake(config), Does.StartWith(mistake));

    private static IEnumerable<TestCaseData> Data()
    {
        yield return Case("field", j => j["licens"] = 1, "dataset.json: licens: there is no such field.");
        yield return Case(
            "label", j => j["images"]![0]!["labels"]![0] = 5,
            "dataset.json: images[0].labels[0]: class 5 does not exist; there are 2 classes, 0 to 1.");
        yield return Case(
            "hash", j => j["sha256"]!["images/a.png"] = new string('1', 64),
            $"images{Path.DirectorySeparatorChar}a.png: the file was altered: its SHA-256 is ");
        yield return Case("file", j => j["images"]![0]!["file"] = "images/x.png", "dataset.json: the file \"images/x.png\" is missing");
        yield return Case(
            "picture", j => j["images"]![0]!["file"] = "dataset.json", "dataset.json: not a picture that can be read;");
        yield return Case(
            "unit of options", j => j["options"]!["rize"] = JsonNode.Parse("{}"),
            "dataset.json: options.rize: 'rize' is neither a method nor a metric. Did you mean 'rise'");
        yield return Case(
            "name of an option", j => j["options"]!["rise"] = JsonNode.Parse("""{"mask": 1}"""),
            "dataset.json: options.rise: rise has no option 'mask'. Did you mean 'masks'");
        yield return Case(
            "value of an option", j => j["options"]!["rise"] = JsonNode.Parse("""{"probability": 2}"""),
            "dataset.json: options.rise: probability=2 is not allowed; probability is a number from ");

        static TestCaseData Case(string name, Action<JsonNode> change, string mistake) =>
            new TestCaseData(change, mistake).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Data))]
    public void A_mistake_in_the_data_is_told(Action<JsonNode> change, string mistake)
    {
        _dataset.With(change);
        Assert.That(Mistake(Sound), Does.Contain(mistake));
    }

    [Test]
    public void A_model_with_too_few_classes_is_told() =>
        Assert.That(
            Mistake(Sound, new FakeModel(classes: 1)),
            Is.EqualTo(
                "model 'plain' gives 1 class scores, but dataset 'tiny' has 2 classes; use a model that was trained on these classes."));

    [Test]
    public void A_layer_that_a_method_takes_by_default_is_no_mistake_where_the_network_lacks_it() =>
        Assert.That(Mistakes(Sound with { Methods = ["information-bottleneck", "excitation-backprop"] }, new FakeModel()), Is.Empty);

    [Test]
    public void A_model_with_more_classes_will_do() => Assert.That(Mistakes(Sound, new FakeModel(classes: 1001)), Is.Empty);

    [Test]
    public void A_model_with_other_channels_is_told() =>
        Assert.That(
            Mistake(Sound, new FakeModel(channels: 1)),
            Does.StartWith("model 'plain' takes 1 channels, but the preprocessing of dataset 'tiny' gives 3 (\"RGB\");"));

    [Test]
    public void A_crop_that_is_smaller_than_the_input_is_told()
    {
        _dataset.With(j => (j["preprocessing"]!["resize"], j["preprocessing"]!["shorterSide"]) = ("crop", 3));
        Assert.That(
            Mistake(Sound),
            Is.EqualTo("model 'plain' takes 4×4 pixels, but the preprocessing of dataset 'tiny' brings the shorter side to 3; "
                + "shorterSide is at least 4."));
    }

    [Test]
    public void A_file_that_is_no_network_is_told_by_the_engine()
    {
        var exception = Assert.Throws<InputException>(() => Planner.Plan(Sound, Catalogues.BuiltIn(), _folder.Path));
        Assert.That(exception!.Errors.Single(), Does.Contain(_folder[_dataset.PathOf("models/plain/model.onnx")]));
    }

    [Test]
    public void A_mistake_in_the_description_of_a_model_is_told_once()
    {
        _dataset.WithModel("plain", """{"acuracy": 1}""");
        Assert.That(
            Mistake(Sound with { Models = [] }), Does.EndWith("model.json: acuracy: there is no such field. Did you mean 'accuracy'?"));
    }

    [Test]
    public void Two_models_of_one_name_are_told()
    {
        _folder.Write("plain.onnx", "another");
        Assert.That(Mistake(Sound with { Models = ["plain", "plain.onnx"] }), Does.StartWith("two models have the name 'plain': "));
    }

    [Test]
    public void Two_datasets_of_one_name_are_told()
    {
        new TestDataset(_folder, "copy").With(j => j["name"] = "tiny");
        Assert.That(Mistake(Sound with { Datasets = ["tiny", "copy"] }), Does.StartWith("two datasets have the name 'tiny': "));
    }

    [Test]
    public void A_dataset_without_models_is_told()
    {
        new TestDataset(_folder, "bare");
        Assert.That(Mistake(Sound with { Datasets = ["bare"], Models = [] }), Does.StartWith("dataset 'bare' has no model under "));
    }

    [TestCase(ExistingRun.Resume, 5, null)]
    [TestCase(ExistingRun.Resume, 6, "seed 5 there, 6 here")]
    [TestCase(ExistingRun.Redo, 6, null)]
    [TestCase(ExistingRun.Fail, 5, "already holds a run")]
    public void An_output_directory_takes_only_the_same_run(ExistingRun existing, long seed, string? mistake)
    {
        var plan = Planner.Plan(
            Sound with { Seed = 5 }, Catalogues.BuiltIn(), _folder.Path,
            (path, _) => new OpenedModel(new FakeModel(), null, Sha256.OfFile(path)));
        RunDirectory.Prepare(plan.OutputDirectory, ExistingRun.Fail, plan.Info);
        var mistakes = Mistakes(Sound with { Seed = seed, Existing = existing, Threads = 2 });
        Assert.That(mistakes, mistake is null ? Is.Empty : Has.Count.EqualTo(1).And.All.Contains(mistake));
    }

    [Test]
    public void With_other_mistakes_the_run_in_the_output_directory_is_not_compared()
    {
        var plan = Planner.Plan(
            Sound, Catalogues.BuiltIn(), _folder.Path, (path, _) => new OpenedModel(new FakeModel(), null, Sha256.OfFile(path)));
        RunDirectory.Prepare(plan.OutputDirectory, ExistingRun.Fail, plan.Info);
        Assert.That(Mistake(Sound with { Methods = ["rize"] }), Does.StartWith("method 'rize'"));
        Assert.That(Mistakes(Sound with { Methods = ["rize"], Out = "datasets" }), Has.Count.EqualTo(2));
    }

    [Test]
    public void All_mistakes_are_told_at_once_nothing_is_written_and_the_models_are_closed()
    {
        _dataset.With(j => j["images"]![0]!["file"] = "images/x.png");
        var before = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
        var mistakes = Mistakes(
            new RunConfig(["tiny", "nowhere"], ["plain", "none"], ["rize", "grid-cam"], ["deletion:step=-1"], "quik", -3, null, 0, 0, 1));
        Assert.That(mistakes, Has.Count.EqualTo(10), string.Join('\n', mistakes));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
        Assert.That(_opened.Select(m => m.IsDisposed), Is.EqualTo(new[] { true }));
    }

    [Test]
    public void Without_a_readable_dataset_units_and_model_files_are_still_checked()
    {
        var exception = Assert.Throws<InputException>(() => Planner.Plan(
            Sound with
            {
                Datasets = ["nowhere"],
                Models = [_folder[_dataset.PathOf("models/plain/model.onnx")]],
                Methods = ["rize"],
            },
            Catalogues.BuiltIn(), _folder.Path));
        Assert.That(exception!.Errors, Has.Count.EqualTo(3), exception.Message);
    }

    [Test]
    public void A_network_fitted_to_random_labels_must_be_there_and_of_the_architecture_of_the_model()
    {
        _dataset.WithModel("plain", """{"randomLabels": "../gone/model.onnx"}""");
        Assert.That(Mistake(Sound), Does.Contain(Path.Combine("plain", "model.json")).And.Contain("randomLabels: there is no file"));

        _dataset.WithModel("plain", """{"randomLabels": "../shuffled/model.onnx"}""")
            .WithModel(
                "shuffled",
                """{"preprocessing": {"channels": "BGR", "scale": 0.5, "mean": [1, 2, 3], "std": [4, 5, 6]}, "control": true}""");
        var mistakes = Mistakes(
            Sound, path => path.Contains("shuffled", StringComparison.Ordinal) ? new FakeModel(3, 8, 4, 5) : new FakeModel());
        Assert.That(mistakes, Has.Count.EqualTo(3), string.Join('\n', mistakes));
        Assert.That(
            mistakes[0], Is.EqualTo("model 'plain' names a network fitted to random labels that is not of its architecture: the input's "
            + "channels, height and width are 3×4×4 in the model, 3×8×4 in that network."));
        Assert.That(mistakes[1], Does.Contain("the class scores are 2 in the model, 5 in that network"));
        Assert.That(mistakes[2], Does.Contain("different preprocessing"));
        Assert.That(_opened.Select(m => m.IsDisposed), Has.All.True);
    }

    private string Mistake(RunConfig config, FakeModel? model = null)
    {
        var mistakes = Mistakes(config, model);
        Assert.That(mistakes, Has.Count.EqualTo(1), string.Join('\n', mistakes));
        return mistakes[0];
    }

    private IReadOnlyList<string> Mistakes(RunConfig config, FakeModel? model = null) => Mistakes(config, _ => model ?? new FakeModel());

    private IReadOnlyList<string> Mistakes(RunConfig config, Func<string, FakeModel> model)
    {
        try
        {
            Planner.Plan(config, Catalogues.BuiltIn(), _folder.Path, (path, _) =>
            {
                var opened = model(path);
                _opened.Add(opened);
                return new OpenedModel(opened, ModelFile.ReadDescription(path), Sha256.OfFile(path));
            });
            return [];
        }
        catch (InputException exception)
        {
            return exception.Errors;
        }
    }
}
