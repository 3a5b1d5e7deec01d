using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>A run.json repeats its run.</summary>
public sealed class RepeatTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        new TestDataset(_folder).WithModel("plain").WithModel("residual").WithModel("shuffled", """{"control": true}""");
        new TestDataset(_folder, "other").WithModel("wide").With(j => j["options"] = null);
        _folder.Write("elsewhere/net.onnx", "n");
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Runs()
    {
        var run = new RunConfig(["tiny"], [], ["rise", "occlusion"], ["deletion", "pointing-game"], Seed: 9, Threads: 1);
        yield return new TestCaseData(run).SetArgDisplayNames("preset and manifest options");
        yield return new TestCaseData(run with { Methods = ["rise:masks=4000", "occlusion:window=16,stride=8"] })
            .SetArgDisplayNames("options written against preset and manifest");
        yield return new TestCaseData(run with { Methods = [], Metrics = [] }).SetArgDisplayNames("everything");
        yield return new TestCaseData(run with { Until = "top-stable:margin=0.2,alpha=0.1" }).SetArgDisplayNames("until it is decided");
        yield return new TestCaseData(run with { Metrics = ["backwards"] }).SetArgDisplayNames("nothing but costs");
        yield return new TestCaseData(run with { Preprocessing = PreprocessingPresets.All["caffe"] with { Fill = [1, 2, 3] } })
            .SetArgDisplayNames("a preprocessing");
        yield return new TestCaseData(run with { Preset = "full" }).SetArgDisplayNames("no limit");
        yield return new TestCaseData(run with { Limit = 2, Models = ["shuffled", "elsewhere/net.onnx"] })
            .SetArgDisplayNames("models by name and path");
        yield return new TestCaseData(run with { Datasets = ["tiny", "datasets/other"] })
            .SetArgDisplayNames("datasets with different options and models");
    }

    [TestCaseSource(nameof(Runs))]
    public void A_repeated_run_has_the_same_jobs_and_the_same_description(RunConfig config)
    {
        var plan = Plan(config);
        var text = RunInfoJson.ToText(plan.Info);
        var again = Plan(RunConfigFile.Read(_folder.Write("results/old/run.json", text)));
        Assert.That(RunInfoJson.ToText(again.Info), Is.EqualTo(text));
        Assert.That(again.Jobs.Select(Describe), Is.EqualTo(plan.Jobs.Select(Describe)));
    }

    [Test]
    public void What_the_command_line_adds_to_a_repeated_run_gets_its_options_as_usual()
    {
        var text = RunInfoJson.ToText(Plan(new RunConfig(["tiny"], [], ["rise:masks=4000"], ["deletion"], Threads: 1)).Info);
        var config = RunConfigFile.Read(_folder.Write("run.json", text)) with { Methods = ["rise", "occlusion"] };
        Assert.That(
            Plan(config).Jobs[0].Sources.Select(m => m.Key), Is.EqualTo(new[] { "rise", "occlusion:window=2,stride=1" }),
            "'rise' is the repeated key, 'occlusion' is not");
    }

    private static string Describe(Job job) =>
        $"{((DatasetImages)job.Images).Dataset.ManifestPath} {job.ModelName} [{string.Join(' ', job.Images.Images.Select(i => i.Id))}] "
        + $"[{string.Join(' ', job.Sources.Select(m => m.Key))}] [{string.Join(' ', job.Metrics.Select(m => m.Key))}] "
        + $"[{string.Join(' ', job.MetricImages)}]";

    private Plan Plan(RunConfig config) => Planner.Plan(
        config, Catalogues.BuiltIn(), _folder.Path,
        (path, _) => new OpenedModel(new FakeModel(), ModelFile.ReadDescription(path), Sha256.OfFile(path)));
}
