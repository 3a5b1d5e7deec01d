using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>What a run is told about units and layers and does nothing with; and objections beside other mistakes.</summary>
public sealed class WithoutEffectTests
{
    private string _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("viseval-").FullName;
        File.Copy(Path.Combine(Repository.Root, "datasets/scenes/images/one-000.png"), Path.Combine(_folder, "a.png"));
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_concept_that_no_analysis_looks_at_is_refused_with_those_that_would()
    {
        var config = ShownScenes.Config with { Analyses = ["network-dissection", "similarity"], Layers = ["final"] };
        Refused(
            config with { Concepts = [$"zebra={_folder}"] },
            $"--concept zebra={_folder}: network-dissection, similarity do not look at it; "
            + "fast-cav, tcav would. Name one of these with --analysis, or leave the concept out.");
        Refused(config with { Analyses = ["similarity"], Concepts = ["ring"] }, "--concept ring: similarity does not look at it; fast-cav, "
            + "network-dissection, tcav would.");
        Assert.That(() => ShownScenes.Plan(config with { Concepts = ["ring", "colour"] }), Throws.Nothing);
        var named = config with { Limit = 100, Analyses = ["fast-cav", "similarity"], Concepts = ["object"] };
        Assert.That(() => ShownScenes.Plan(named), Throws.Nothing);
    }

    [Test]
    public void A_concept_is_not_called_unused_where_a_name_of_an_analysis_is_wrong() => Assert.That(
        () => ShownScenes.Plan(ShownScenes.Config with { Analyses = ["similarity", "tcaw"], Concepts = [$"zebra={_folder}"] }),
        Throws.TypeOf<InputException>().With.Message.Contains("'tcaw' is not known").And.Message.Not.Contains("look at it"));

    [Test]
    public void Options_of_visualizers_and_analyses_beside_none_of_them_are_refused()
    {
        var config = ShownScenes.Config with { Visualizers = ["none"], Units = [], VisualizationMetrics = [], VisualizationSeeds = 1 };
        Assert.That(() => ShownScenes.Plan(config), Throws.Nothing);
        const string forVisualizers = "units, visualization metrics and visualization seeds are for visualizers";
        Refused(config with { Units = ["class:1"] }, forVisualizers);
        Refused(config with { VisualizationMetrics = ["cost"] }, forVisualizers);
        Refused(config with { VisualizationSeeds = 2 }, forVisualizers);
        Refused(ShownScenes.Config with { Analyses = ["none"], Layers = ["final"] }, "layers and concepts are for analyses");
        Refused(
            ShownScenes.Config with { Visualizers = ["top-images"], VisualizationMetrics = ["none"] },
            "--visualization-seeds is for visualizers that draw random numbers, and none of those named does; leave it out.");
    }

    [Test]
    public void What_the_file_of_an_earlier_run_says_is_nobodys_mistake()
    {
        var repeated = RunConfigFile.Repeat(RunInfoJson.FromText(RunInfoJson.ToText(ShownScenes.Plan(ShownScenes.Config with
        {
            Analyses = ["network-dissection"],
            Concepts = ["ring"],
            Layers = ["final"],
        }).Info), "run.json"));
        Assert.That(() => ShownScenes.Plan(repeated with { Visualizers = ["none"], Analyses = ["none"] }), Throws.Nothing);
        Assert.That(() => ShownScenes.Plan(repeated with { Analyses = ["similarity"] }), Throws.Nothing);
        Refused(repeated with { Analyses = ["similarity"], Concepts = ["star"] }, "--concept star: similarity does not look at it");
    }

    [Test]
    public void Objections_are_told_with_wrong_units_layers_and_concepts() => Assert.That(
        () => ShownScenes.Plan(ShownScenes.Config with
        {
            Visualizers = ["inversion"],
            Units = ["class:12"],
            Analyses = ["tcav"],
            Layers = ["Relu_999"],
            Concepts = ["cloud"],
        }),
        Throws.TypeOf<InputException>().With.Message.Contains("--visualizer inversion imitates")
            .And.Message.Contains("--unit class:12").And.Message.Contains("--analysis tcav needs at least 20 images")
            .And.Message.Contains("--layer Relu_999").And.Message.Contains("--concept cloud"));

    [Test]
    public void A_visualizer_that_is_named_twice_is_told_once()
    {
        var told = Assert.Throws<InputException>(
            () => ShownScenes.Plan(ShownScenes.Config with { Visualizers = ["top-patches", "top-patches:count=4"] }))!;
        Assert.That(told.Errors.Where(e => e.Contains("top-patches")), Has.One.Items);
        Assert.That(told.Message, Does.Contain("is named 2 times: 'top-patches' and 'top-patches:count=4'"));
    }

    private static void Refused(RunConfig config, string sentence) =>
        Assert.That(() => ShownScenes.Plan(config), Throws.TypeOf<InputException>().With.Message.Contains(sentence));
}
