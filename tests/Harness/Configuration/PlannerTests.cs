using System.Text.Json.Nodes;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

public sealed class PlannerTests
{
    private static readonly RunConfig Sound = new(["tiny"], [], ["rise", "center"], ["deletion"], Threads: 2);

    private readonly List<FakeModel> _opened = [];
    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder).WithModel("plain").WithModel("residual").WithModel("shuffled", """{"control": true}""");
        _opened.Clear();
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_sound_run_becomes_jobs_in_order()
    {
        var plan = Plan(Sound);
        Assert.That(
            plan.Jobs.Select(
                j =>
                    (
                        ((DatasetImages)j.Images).Dataset.Manifest.Name,
                        j.ModelName)), Is.EqualTo(new[] { ("tiny", "plain"), ("tiny", "residual") }),
            "controls only where they are named");
        var job = plan.Jobs[0];
        Assert.That(job.Images.Images.Select(i => i.Id), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(
            job.Sources.Select(m => m.Key),
            Is.EqualTo(new[] { "rise", "center", "input-magnitude", "random", "sobel", "uniform" }), "every control is run");
        Assert.That(job.Metrics.Select(m => m.Key), Is.EqualTo(new[] { "deletion:step=3" }));
        Assert.That(job.Images.Preprocessing, Is.SameAs(((DatasetImages)job.Images).Dataset.Manifest.Preprocessing));
        Assert.That(plan.OutputDirectory, Is.EqualTo(_folder[Path.Combine("results", "tiny-quick")]));
        Assert.That(Directory.Exists(_folder["results"]), Is.False, "a plan writes nothing");
    }

    // It takes the place of the model's own and of the dataset's.
    [Test]
    public void A_preprocessing_that_the_user_states_is_that_of_every_model_and_stands_in_run_json()
    {
        _dataset.WithModel("plain", """{ "preprocessing": "tf" }""");
        var plan = Plan(Sound with { Preprocessing = PreprocessingPresets.All["caffe"] });
        Assert.That(
            plan.Jobs.Select(j => $"{j.Images.Preprocessing}"), Is.EqualTo(Enumerable.Repeat($"{PreprocessingPresets.All["caffe"]}", 2)));
        Assert.That(RunInfoJson.ToText(plan.Info), Does.Contain("103.939"));
        Assert.That(RunIdentity.Differences(plan.Info, Plan(Sound).Info), Is.EqualTo(new[] { "other preprocessing" }));
    }

    [Test]
    public void What_is_run_is_written_down()
    {
        var plan = Plan(Sound with { Limit = 2, Seed = 5, MaxMemoryMegabytes = 800 });
        var info = plan.Info;
        Assert.That(
            (info.Version, info.Preset, info.Limit, info.Seed, info.Threads, info.MaxMemoryMegabytes),
            Is.EqualTo((ProgramVersion.Text, "quick", (int?)2, 5L, 2, 800)));
        var dataset = info.Datasets.Single();
        Assert.That(
            (dataset.Name, dataset.Path, dataset.Sha256, dataset.Images),
            Is.EqualTo(("tiny", "tiny", Sha256.OfFile(_dataset.ManifestPath), 2)));
        Assert.That(dataset.Classes, Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(info.Models.Select(m => (m.Name, m.Path, m.Sha256)), Is.EqualTo(new[]
        {
            ("plain", "plain", Sha256.OfFile(_folder[_dataset.PathOf("models/plain/model.onnx")])),
            ("residual", "residual", Sha256.OfFile(_folder[_dataset.PathOf("models/residual/model.onnx")])),
        }));
        Assert.That(info.Methods.Select(m => (m.Key, m.Name, m.Family, m.Datasets)), Is.EqualTo(new[]
        {
            ("rise", "rise", "perturbation", (IReadOnlyList<string>?)null), ("center", "center", "controls", null),
            ("input-magnitude", "input-magnitude", "controls", null),
            ("random", "random", "controls", null), ("sobel", "sobel", "controls", null), ("uniform", "uniform", "controls", null),
        }));
        Assert.That(info.Methods[0].Paper, Does.Contain("Petsiuk"));
        Assert.That(info.Metrics[0].Scores, Is.Not.Empty);
        Assert.That(info.Machine.Keys, Is.SupersetOf(new[] { "cpu", "cores", "os", "dotnet", "onnxruntime" }));
        Assert.That(info.Machine["program"], Does.Match("^SHA-256 [0-9a-f]{64}$"));
        Assert.That(info.Cells, Is.EqualTo(plan.Jobs.Sum(job => job.MetricCellCount)));
        Assert.That(info.Machine["onnxruntime"], Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public void The_run_reads_its_settings_apart_from_what_is_written_down()
    {
        var plan = Plan(Sound with { Limit = 2, Seed = 5, MaxMemoryMegabytes = 800 });
        Assert.That(plan.Settings, Is.EqualTo(new RunSettings("quick", 2, 1, 5, 2, 800)));
        Assert.That(Plan(Sound with { Threads = null }).Settings.Threads, Is.EqualTo(Environment.ProcessorCount));
    }

    [Test]
    public void All_means_every_method_and_metric_and_nothing_named_those_of_the_preset()
    {
        var catalogues = Catalogues.BuiltIn();
        foreach (var word in new string[][] { [], ["all"] })
        {
            var job = Plan(Sound with { Methods = word, Metrics = word }).Jobs[0];
            if (word.Length > 0)
                Assert.That(job.Sources.Select(m => m.Method!.Name), Is.EqualTo(catalogues.Methods.Entries.Select(e => e.Name)));
            Assert.That(
                job.Metrics.Select(m => m.Name),
                word.Length == 0 ? Is.EqualTo(Presets.All[0].Metrics) : Is.EqualTo(catalogues.Metrics.Entries.Select(e => e.Name)));
        }
        var full = Plan(Sound with { Metrics = [], Preset = "full" }).Jobs[0];
        Assert.That(full.Metrics, Has.Count.EqualTo(catalogues.Metrics.Entries.Count));
    }

    [Test]
    public void A_unit_that_is_named_beside_all_stands_once()
    {
        var job = Plan(Sound with { Methods = ["all", "rise:masks=6"], Metrics = ["deletion:step=7", "all"] }).Jobs[0];
        Assert.That(
            job.Sources.Select(s => s.Key).Where(k => k.StartsWith("rise", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "rise:masks=6" }));
        Assert.That(job.Metrics.Where(m => m.Name == "deletion").Select(m => m.Key), Is.EqualTo(new[] { "deletion:step=7" }));
    }

    [Test]
    public void Metrics_of_cost_are_in_every_run_and_in_no_job_and_named_alone_they_leave_no_other()
    {
        var costs = Catalogues.BuiltIn().Costs.Entries.Select(e => e.Name).ToList();
        Assert.That(costs, Is.Not.Empty);
        var (usual, alone) = (Plan(Sound), Plan(Sound with { Metrics = [costs[^1]] }));
        Assert.That(usual.Info.Metrics.Select(m => m.Name), Is.EqualTo(costs.Prepend("deletion")));
        Assert.That(usual.Jobs[0].Metrics.Select(m => m.Name), Is.EqualTo(new[] { "deletion" }));
        Assert.That(alone.Info.Metrics.Select(m => m.Name), Is.EquivalentTo(costs));
        Assert.That(alone.Info.Metrics, Has.All.Property("Family").EqualTo("cost").And.All.Property("Scores").Count.EqualTo(1));
        Assert.That(alone.Jobs[0].Metrics, Is.Empty);
    }

    // The unit's default is 4000, standard says 2000, the manifest 70, the user 6.
    [TestCase("full", false, "rise", "rise")]
    [TestCase("standard", false, "rise", "rise:masks=2000")]
    [TestCase("standard", true, "rise", "rise:masks=70")]
    [TestCase("standard", true, "rise:masks=6", "rise:masks=6")]
    [TestCase("standard", true, "rise:masks=4000", "rise")]
    public void Options_come_from_the_user_else_the_manifest_else_the_preset_else_the_unit(
        string preset, bool manifest, string written, string key)
    {
        if (manifest)
            _dataset.With(j => j["options"]!["rise"] = JsonNode.Parse("""{"masks": 70}"""));
        Assert.That(Plan(Sound with { Preset = preset, Methods = [written] }).Jobs[0].Sources[0].Key, Is.EqualTo(key));
    }

    [TestCase("quick", null, 18)]
    [TestCase("quick", 2, 2)]
    [TestCase("standard", null, 100)]
    [TestCase("full", null, null)]
    public void The_limit_is_the_users_else_that_of_the_preset(string preset, int? asked, int? limit)
    {
        var plan = Plan(Sound with { Preset = preset, Limit = asked });
        Assert.That(plan.Info.Limit, Is.EqualTo(limit));
        Assert.That(plan.Jobs[0].Images.Images, Has.Count.EqualTo(Math.Min(3, limit ?? 3)));
    }

    [Test]
    public void The_memory_budget_is_shared_by_the_units_done_at_once_and_few_units_get_all_threads()
    {
        List<(int Megabytes, int Threads)> Opening(params IReadOnlyList<string> methods)
        {
            var engines = new List<(int, int)>();
            Planner.Plan(
                Sound with { Methods = methods, Threads = 4, MaxMemoryMegabytes = 1000 }, Catalogues.BuiltIn(), _folder.Path,
                (path, options) =>
                {
                    engines.Add((options.MemoryMegabytes, options.Threads));
                    return Opened(path, new FakeModel());
                });
            return engines;
        }
        Assert.That(Opening("all"), Is.EqualTo(new[] { (250, 1), (250, 1) }), "one opening a model");
        Assert.That(Opening("rise"), Is.EqualTo(new[] { (1000, 4), (1000, 4) }), "three units are no work for four threads");
    }

    [Test]
    public void A_models_own_preprocessing_wins()
    {
        _dataset.WithModel("plain", """{"preprocessing": {"channels": "gray", "scale": 1, "mean": [0], "std": [1]}}""");
        var plan = Plan(Sound with { Models = ["plain"] }, new FakeModel(channels: 1));
        Assert.That(plan.Jobs.Single().Images.Preprocessing!.Channels, Is.EqualTo("gray"));
    }

    [TestCase("shuffled", "shuffled", "shuffled")]
    [TestCase("datasets/tiny/models/shuffled", "shuffled", null)]
    [TestCase("datasets/tiny/models/shuffled/model.onnx", "shuffled", null)]
    [TestCase("mine/net.onnx", "net", null)]
    public void A_model_is_found_by_name_folder_or_file(string text, string name, string? reference)
    {
        var file = _folder.Write("mine/net.onnx", "another network");
        var plan = Plan(Sound with { Models = [text] });
        Assert.That(plan.Jobs.Single().ModelName, Is.EqualTo(name));
        var path = name == "net" ? file : _folder[_dataset.PathOf("models/shuffled/model.onnx")];
        Assert.That(
            plan.Info.Models.Single(), Is.EqualTo(new VisEval.Harness.Results.ModelInfo(name, reference ?? path, Sha256.OfFile(path))));
    }

    [TestCase("tiny")]
    [TestCase("datasets/tiny")]
    [TestCase("datasets/tiny/dataset.json")]
    public void A_dataset_is_found_by_name_folder_or_file(string text) =>
        Assert.That(
            ((DatasetImages)Plan(Sound with { Datasets = [text] }).Jobs[0].Images).Dataset.ManifestPath, Is.EqualTo(_dataset.ManifestPath));

    [Test]
    public void A_dataset_is_found_by_name_from_a_folder_below_and_the_results_go_where_the_user_stands()
    {
        var below = Directory.CreateDirectory(_folder["notes/today"]).FullName;
        var plan = Planner.Plan(Sound, Catalogues.BuiltIn(), below, (path, _) => Opened(path, new FakeModel()));
        Assert.That(((DatasetImages)plan.Jobs[0].Images).Dataset.ManifestPath, Is.EqualTo(_dataset.ManifestPath));
        Assert.That(plan.OutputDirectory, Is.EqualTo(Path.Combine(below, "results", "tiny-quick")));
    }

    [Test]
    public void The_default_dataset_is_scenes()
    {
        new TestDataset(_folder, "scenes").WithModel("plain");
        Assert.That(((DatasetImages)Plan(Sound with { Datasets = [] }).Jobs.Single().Images).Dataset.Manifest.Name, Is.EqualTo("scenes"));
    }

    [Test]
    public void Of_several_datasets_each_has_its_own_models_and_options_and_a_path_means_both()
    {
        new TestDataset(_folder, "other").WithModel("wide").With(j => j["options"] = null);
        _folder.Write("net.onnx", "n");
        var plan = Plan(Sound with { Datasets = ["tiny", "other"], Models = ["wide", "plain", "net.onnx"] });
        Assert.That(
            plan.Jobs.Select(j => (((DatasetImages)j.Images).Dataset.Manifest.Name, j.ModelName)),
            Is.EqualTo(new[] { ("tiny", "plain"), ("tiny", "net"), ("other", "wide"), ("other", "net") }));
        Assert.That(
            plan.Info.Metrics.Where(m => m.Family != "cost").Select(m => (m.Key, m.Datasets?.Single())),
            Is.EqualTo(new[] { ("deletion:step=3", "tiny"), ("deletion", "other") }));
        Assert.That(plan.OutputDirectory, Does.EndWith("tiny+other-quick"));
        Assert.That(_opened, Has.Count.EqualTo(3), "a file is opened once");
    }

    [Test]
    public void The_network_fitted_to_random_labels_is_opened_once_and_part_of_what_is_run()
    {
        _dataset.WithModel("residual", """{"randomLabels": "../shuffled/model.onnx"}""");
        var plan = Plan(Sound);
        Assert.That(_opened, Has.Count.EqualTo(3));
        Assert.That(plan.Jobs.Select(j => j.RandomLabels is null), Is.EqualTo(new[] { true, false }));
        Assert.That(plan.Info.Models.Select(m => m.RandomLabelsSha256), Is.EqualTo(new[]
        {
            null, Sha256.OfFile(_folder[_dataset.PathOf("models/shuffled/model.onnx")]),
        }));

        var together = Plan(Sound with { Models = ["residual", "shuffled"] });
        Assert.That(together.Jobs[0].RandomLabels, Is.SameAs(together.Jobs[1].Model));
    }

    private Plan Plan(RunConfig config, FakeModel? model = null) =>
        Planner.Plan(config, Catalogues.BuiltIn(), _folder.Path, (path, _) => Opened(path, model ?? new FakeModel()));

    private OpenedModel Opened(string path, FakeModel model)
    {
        _opened.Add(model);
        return new OpenedModel(model, ModelFile.ReadDescription(path), Sha256.OfFile(path));
    }
}
