using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;
using VisEval.Onnx.Engine;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

public sealed class RunConfigFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Every_field_is_read()
    {
        var config = Read("""
            {
              // What a person would write.
              "datasets": ["scenes", "../pets/dataset.json"], "models": ["plain"],
              "methods": ["grad-cam", "rise:masks=2000", { "name": "rise", "masks": 500, "probability": 0.10 }],
              "metrics": [{ "name": "deletion", "dialect": "rise" }, { "name": "insertion", "fill": "blur", "dialect": "rise", "step": 8 },
                {"name": "m", "flag": true}],
              "preset": "full", "limit": 12, "seed": -9007199254740993, "threads": 3, "maxMemory": 700, "out": "results/x",
              "existing": "redo", "reference": 16, "until": "top-stable:margin=0.2", "time": "90m",
            }
            """);
        Assert.That(config.Datasets, Is.EqualTo(new[] { "scenes", "../pets/dataset.json" }));
        Assert.That(config.Reference, Is.EqualTo("16"));
        Assert.That((config.Until, config.Time), Is.EqualTo(("top-stable:margin=0.2", "90m")));
        Assert.That(config.Models, Is.EqualTo(new[] { "plain" }));
        Assert.That(config.Methods, Is.EqualTo(new[] { "grad-cam", "rise:masks=2000", "rise:masks=500,probability=0.10" }));
        Assert.That(config.Metrics, Is.EqualTo(new[] { "deletion@rise", "insertion@rise:fill=blur,step=8", "m:flag=true" }));
        Assert.That(
            (config.Preset, config.Limit, config.Seed, config.Threads, config.MaxMemoryMegabytes, config.Out, config.Existing,
                config.Repeats),
            Is.EqualTo(("full", (int?)12, -9007199254740993, (int?)3, 700, "results/x", ExistingRun.Redo, (object?)null)));
    }

    [Test]
    public void A_device_and_its_memory_are_read() => Assert.That(
        Read("""{ "device": "cuda:1", "deviceMemory": 2000 }""").Device,
        Is.EqualTo(new Device("cuda", 1)).And.Property(nameof(Device.MemoryMegabytes)).EqualTo(2000));

    [Test]
    public void An_empty_object_is_the_default_run()
    {
        var (config, standard) = (Read("{}"), new RunConfig([], [], [], []));
        Assert.That(
            config with { Datasets = standard.Datasets, Models = standard.Models, Methods = standard.Methods, Metrics = standard.Metrics },
            Is.EqualTo(standard));
        Assert.That(new[] { config.Datasets, config.Models, config.Methods, config.Metrics }, Is.All.Empty);
    }

    [TestCase("""{"dataset": "scenes"}""", "dataset: there is no such field. Did you mean 'datasets'?")]
    [TestCase("""{"datasets": "scenes"}""", "datasets: \"scenes\" is not a list, written [ … ].")]
    [TestCase("""{"device": "cuda:x"}""",
        "device: device 'cuda:x': behind the colon stands the number of the device, from 0, for example cuda:1.")]
    [TestCase("""{"limit": 2.5}""", "limit: 2.5 is not an integer.")]
    [TestCase("""{"limit": "24"}""", "limit: \"24\" is not an integer.")]
    [TestCase("""{"existing": "delete"}""", "existing: \"delete\" is not \"resume\" or \"redo\" or \"fail\".")]
    [TestCase("""{"methods": [{"masks": 1}]}""", "methods[0].name: the field is missing.")]
    [TestCase(
        """{"methods": ["rise", {"name": "rise:masks=1"}]}""",
        "methods[1].name: \"rise:masks=1\" is not a name; the dialect and the options of a unit are fields of their own here.")]
    [TestCase("""{"metrics": [{"name": "m", "steps": [1]}]}""", "metrics[0].steps: [1] is not a text, a number, true or false.")]
    [TestCase("""{"metrics": [{"name": "m", "fill": "a,b"}]}""", "metrics[0].fill: \"a,b\" has a comma; the value of an option cannot.")]
    public void A_mistake_is_told_with_its_place(string json, string mistake)
    {
        var exception = Assert.Throws<InputException>(() => Read(json));
        Assert.That(exception!.Errors, Is.EqualTo(new[] { $"{_folder["config.json"]}: {mistake}" }));
    }

    [Test]
    public void All_mistakes_are_told_at_once() =>
        Assert.That(
            Assert.Throws<InputException>(() => Read("""{"limit": "x", "sead": 1, "methods": [5]}"""))!.Errors, Has.Count.EqualTo(3));

    [TestCase("[1]", "the file must hold a JSON object, written { … }.")]
    [TestCase("{\"limit\": }", "not valid JSON at line 1, column 11: ")]
    public void A_file_that_is_something_else_is_told(string text, string mistake) =>
        Assert.That(() => Read(text), Throws.TypeOf<InputException>().With.Message.StartsWith($"{_folder["config.json"]}: {mistake}"));

    [Test]
    public void A_run_json_that_lacks_something_is_told() =>
        Assert.That(
            () => Read("""{"machine": {}, "version": "0.1.0"}"""),
            Throws.TypeOf<InputException>().With.Message.Contains(_folder["config.json"]));

    [Test]
    public void A_missing_file_is_told() =>
        Assert.That(
            () => RunConfigFile.Read(_folder["none.json"]),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{_folder["none.json"]}: the file cannot be read"));

    private RunConfig Read(string json) => RunConfigFile.Read(_folder.Write("config.json", json));
}
