using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>What a run shows of units and looks for in layers: defaults, presets, mistakes.</summary>
public sealed class RunVisualizationPlanTests
{
    private static readonly RunConfig Quick = new(["scenes"], ["plain"], [], []);

    [Test]
    public void A_preset_says_what_is_shown_where_neither_methods_nor_metrics_are_named()
    {
        var (preset, plan) = (Presets.All[0], ShownScenes.Plan(Quick));
        Assert.Multiple(() =>
        {
            Assert.That(Names(plan), Is.EqualTo(preset.Visualizers));
            Assert.That(plan.Info.Visualizations!.Metrics.Select(m => m.Split(':', '@')[0]), Is.EqualTo(preset.VisualizationMetrics));
            Assert.That(plan.Info.Representation!.Analyses.Select(a => a.Name), Is.EqualTo(preset.Analyses));
            Assert.That(
                plan.Visualizing.Single().Job.Units.Select(u => u.Name), Is.EqualTo(Enumerable.Range(0, 10).Select(c => $"class:{c}")));
            Assert.That(plan.Analyses.Single().Study.Layers.Single().Tensor, Is.EqualTo(plan.Jobs[0].Model.Network.CamTensor));
        });
        foreach (var config in new[]
                 {
                     Quick with { Methods = ["gradient"] }, Quick with { Metrics = ["deletion"] },
                     Quick with { Visualizers = ["none"], Analyses = ["none"] },
                 })
            Assert.That(ShownScenes.Plan(config).PieceCount, Is.Zero);
    }

    [Test]
    public void A_control_that_is_named_is_shown_for_itself() => Assert.That(
        ShownScenes.Plan(
            ShownScenes.Config with { Visualizers = ["noise"], VisualizationMetrics = ["none"], Analyses = ["none"] }).PieceCount,
        Is.EqualTo(2));

    [Test]
    public void Every_preset_names_what_there_is([Values(0, 1, 2)] int index)
    {
        var (preset, all) = (Presets.All[index], Catalogues.BuiltIn());
        Assert.That(() => preset.Visualizers.Select(v => all.Visualizers.Create(v)).ToList(), Throws.Nothing);
        Assert.That(() => preset.VisualizationMetrics.Select(m => all.VisualizationMetrics.Create(m)).ToList(), Throws.Nothing);
        Assert.That(() => preset.Analyses.Select(a => all.Analyses.Create(a)).ToList(), Throws.Nothing);
    }

    [Test]
    public void A_run_json_repeats_what_was_shown_with_its_options()
    {
        foreach (var config in new[] { Quick, ShownScenes.Config, Quick with { Visualizers = ["none"], Analyses = ["none"] } })
        {
            var plan = ShownScenes.Plan(config);
            var again = ShownScenes.Plan(RunConfigFile.Repeat(RunInfoJson.FromText(RunInfoJson.ToText(plan.Info), "run.json")));
            Assert.That(RunInfoJson.ToText(again.Info), Is.EqualTo(RunInfoJson.ToText(plan.Info)));
            Assert.That(again.PieceCount, Is.EqualTo(plan.PieceCount));
        }
    }

    [Test]
    public void Every_mistake_is_said_at_once_with_the_nearest_names() => Assert.That(
        () => ShownScenes.Plan(ShownScenes.Config with
        {
            Visualizers = ["activation-maximisation", "class-model", "inversion"],
            Units = ["class:12", "Relu_999:1", "class:1"],
            VisualizationMetrics = ["deletion", "activations"],
            VisualizationSeeds = 0,
            Analyses = ["tcav", "embeding"],
            Layers = ["Relu_999"],
            Concepts = ["cloud"],
        }),
        Throws.TypeOf<InputException>().With.Message.Contains("Did you mean 'activation-maximization'")
            .And.Message.Contains("--unit class:12: model 'plain'").And.Message.Contains("0 to 9")
            .And.Message.Contains("--unit Relu_999:1: model 'plain'")
            .And.Message.Contains("--visualizer inversion imitates")
            .And.Message.Contains("--visualization-metric deletion scores maps of images")
            .And.Message.Contains("'activations' is not known. Did you mean 'activation'")
            .And.Message.Contains("visualization-seeds 0 is not allowed")
            .And.Message.Contains("'embeding' is not known")
            .And.Message.Contains("--layer Relu_999: model 'plain'")
            .And.Message.Contains("--concept cloud"));

    [Test]
    public void An_analysis_that_is_named_and_cannot_be_done_is_a_mistake_and_one_of_all_is_left_out()
    {
        Assert.That(
            () => ShownScenes.Plan(ShownScenes.Config with { Analyses = ["tcav"] }),
            Throws.TypeOf<InputException>().With.Message.Contains("--analysis tcav needs at least 20 images"));
        var plan = ShownScenes.Plan(ShownScenes.Config with { Analyses = ["all"] });
        Assert.That(plan.Info.Representation!.Analyses.Select(a => a.Name), Does.Not.Contain("tcav").And.Contain("similarity"));
        Assert.That(plan.Notes, Has.Some.Contains("The analysis tcav is left out: tcav needs at least 20 images"));
    }

    [Test]
    public void What_is_said_of_nothing_is_a_mistake()
    {
        var config = Quick with { Methods = ["gradient"] };
        Assert.That(
            () => ShownScenes.Plan(config with { Units = ["class:1"], Layers = ["final"] }),
            Throws.TypeOf<InputException>().With.Message.Contains("--visualizer V")
                .And.Message.Contains("--analysis A"));
        Assert.That(
            () => ShownScenes.Plan(config with { Visualizers = ["none", "noise"] }),
            Throws.TypeOf<InputException>().With.Message.Contains("stands for no visualizer"));
    }

    [Test]
    public void A_unit_of_one_network_is_shown_of_that_one()
    {
        var plan = ShownScenes.Plan(ShownScenes.Config with { Models = ["plain", "residual"], Units = ["plain:class:2", "class:4"] });
        Assert.That(plan.Visualizing.Select(v => (v.Model, string.Join(' ', v.Job.Units.Select(u => u.Name)))), Is.EqualTo(new[]
        {
            ("plain", "class:2 class:4"), ("residual", "class:4"),
        }));
        Assert.That(plan.Visualizing[0].Measuring!.Others.Select(o => o.Name), Is.EqualTo(new[] { "residual" }));
        Assert.That(plan.Analyses.Single().Study.Networks.Select(n => n.Name), Is.EqualTo(new[] { "plain", "residual" }));
    }

    [Test]
    public void Threads_change_no_picture_as_a_pass_takes_one_thread_whatever_the_run()
    {
        // So few explanations that one pass gets all threads, which would change the last bit of a number that an ascent grows.
        var plan = ShownScenes.Plan(ShownScenes.Config with { Methods = ["center"], Limit = 1, Analyses = [], Threads = 2 });
        Assert.That(plan.Visualizing[0].Job.Model, Is.Not.SameAs(plan.Jobs[0].Model));
        Assert.That(ShownScenes.Plan(ShownScenes.Config).Visualizing[0].Job.Model, Is.Not.Null);
    }

    private static IEnumerable<string> Names(Plan plan) => plan.Visualizing.Single().Job.Visualizers
        .Where(v => !VisualizationScorer.IsControl(v)).Select(v => v.Name);
}
