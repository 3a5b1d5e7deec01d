using System.Text.Json.Nodes;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Methods.Facts;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>What a preset changes in a run.</summary>
public sealed class PresetRunTests
{
    private static readonly RunConfig Sound = new(["tiny"], [], ["rise", "center"], ["deletion"], Threads: 2);

    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder).WithModel("plain").WithModel("residual").WithModel("shuffled", """{"control": true}""");
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_preset_evaluates_metrics_that_explain_again_on_fewer_images_unless_they_are_named()
    {
        const string name = "cascading-randomization";
        var plan = Plan(Sound with { Metrics = ["all"] });
        Assert.That(plan.Jobs[0].MetricImages, Does.ContainKey($"{name}:stages=1").WithValue(11).And.Not.ContainKey("road"));
        Assert.That(plan.Info.Metrics.Single(m => m.Name == name).Images, Is.EqualTo(11));
        Assert.That(Plan(Sound with { Metrics = [name] }).Jobs[0].MetricImages, Is.Empty);
        Assert.That(Plan(Sound with { Metrics = ["all", name] }).Jobs[0].MetricImages, Does.Not.ContainKey($"{name}:stages=1"));
        Assert.That(Plan(Sound with { Metrics = [], Preset = "full" }).Jobs[0].MetricImages, Is.Empty);
    }

    [Test]
    public void Of_an_image_with_several_labels_a_preset_explains_the_first_unless_the_user_says_more()
    {
        int Targets(RunConfig config)
        {
            var images = Plan(config).Jobs[0].Images;
            return images.Targets(images.Images[1], -1).Count;
        }
        Assert.That(Targets(Sound), Is.EqualTo(1));
        Assert.That(Targets(Sound with { TargetsPerImage = 2 }), Is.EqualTo(2));
        Assert.That(Targets(Sound with { Preset = "standard" }), Is.EqualTo(2));
        Assert.That(Plan(Sound).Info.TargetsPerImage, Is.EqualTo(1));
        Assert.That(
            Assert.Throws<InputException>(() => Plan(Sound with { TargetsPerImage = 0 }))!.Message, Does.Contain("targets-per-image 0"));
    }

    [Test]
    public void A_dataset_names_the_models_of_a_preset()
    {
        _dataset.With(j => j["presetModels"] = JsonNode.Parse("""{"quick": ["residual"]}"""));
        Assert.That(Plan(Sound with { Models = [] }).Jobs.Select(j => j.ModelName), Is.EqualTo(new[] { "residual" }));
        Assert.That(
            Plan(Sound with { Models = [], Preset = "full" }).Jobs.Select(j => j.ModelName), Is.EqualTo(new[] { "plain", "residual" }));
        Assert.That(Plan(Sound with { Models = ["plain"] }).Jobs.Select(j => j.ModelName), Is.EqualTo(new[] { "plain" }));
        _dataset.With(j => j["presetModels"] = JsonNode.Parse("""{"quick": ["nobody"]}"""));
        Assert.That(
            Assert.Throws<InputException>(
                () => Plan(Sound with { Models = [] }))!.Message, Does.Contain("presetModels: quick").And.Contain("nobody"));
    }

    [Test]
    public void A_preset_leaves_out_what_takes_more_passes_than_it_allows_and_says_so()
    {
        var plan = Plan(Sound with { Methods = [] });
        var (job, most) = (plan.Jobs[0], Presets.All[0].MostPasses!.Value);
        var leftOut = plan.Info.LeftOut!;
        Assert.That(leftOut.Select(m => m.Method), Does.Contain("rise"));
        Assert.That(leftOut, Has.All.Property("Passes").GreaterThan(most).And.All.Property("Most").EqualTo(most));
        Assert.That(
            job.Sources.Select(s => s.Key).Concat(leftOut.Select(m => m.Method)),
            Is.EquivalentTo(Plan(Sound with { Methods = ["all"] }).Jobs[0].Sources.Select(s => s.Key)));
        Assert.That(
            job.Sources.Where(s => !MethodFacts.Of(s.Method!.Value).IsControl).Select(s => s.PassesOn(job.Model, 0)),
            Has.All.LessThanOrEqualTo(most));
        Assert.That(Plan(Sound with { Methods = ["rise"] }).Info.LeftOut, Is.Null, "who names methods gets them");
        Assert.That(Plan(Sound with { Methods = [], Preset = "full" }).Info.LeftOut, Is.Null);
    }

    private Plan Plan(RunConfig config) => Planner.Plan(
        config, Catalogues.BuiltIn(), _folder.Path,
        (path, _) => new OpenedModel(new FakeModel(), ModelFile.ReadDescription(path), Sha256.OfFile(path)));
}
