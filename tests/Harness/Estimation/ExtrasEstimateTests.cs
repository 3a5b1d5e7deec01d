using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

/// <summary>What a plan says that showing units and looking into layers costs, against the passes that are counted.</summary>
public sealed class ExtrasEstimateTests
{
    [Test]
    public void The_passes_of_pictures_are_those_that_are_run()
    {
        var plan = ShownScenes.Plan(ShownScenes.Config with { VisualizationSeeds = 1 });
        var shown = plan.Visualizing[0];
        var estimate = ExtrasEstimate.Of(plan, "scenes", "plain");
        var outcomes = VisualizationRun.Make(shown.Job, 1, null, CostMeter.OfProcess);
        foreach (var visualizer in estimate.Visualizers)
        {
            var costs = outcomes.Where(o => o.Visualizer == visualizer.Key).SelectMany(o => o.Pictures).Select(p => p.Cost).ToList();
            Assert.That(
                visualizer.Passes, Is.EqualTo(new Passes(costs.Sum(c => c.Forwards), costs.Sum(c => c.Backwards))), visualizer.Key);
        }
        // Two classes, three steps and a look at the result.
        Assert.That(estimate.Visualizers[0].Passes, Is.EqualTo(new Passes(2 * 4, 2 * 3)));
    }

    [TestCase("activation")]
    [TestCase("transferability")]
    [TestCase("path-similarity:images=2")]
    [TestCase("sanity:network=own")]
    [TestCase("kid:network=own")]
    [TestCase("frechet-distance:network=own")]
    [TestCase("mis@own-features:tasks=4,network=own")]
    [TestCase("diversity")]
    [TestCase("seed-consistency")]
    [TestCase("cost")]
    public void A_metric_runs_no_more_than_is_said_and_no_less_than_a_half(string metric)
    {
        var plan = ShownScenes.Plan(ShownScenes.Config with
        {
            VisualizationMetrics = [metric],
            Visualizers = ["activation-maximization:steps=3", "noise", "best-natural"],
            Analyses = [],
            Models = ["plain", "residual"],
            Limit = 40,
        });
        var shown = plan.Visualizing[0];
        var outcomes = VisualizationRun.Make(shown.Job, 1, null, CostMeter.OfProcess);
        var counting = new CountingModel(shown.Job.Model);
        var job = shown.Job with { Model = counting };
        var measuring = shown.Measuring! with
        {
            Network = new PictureNetwork("plain", counting, shown.Job.Space),
            Others = [.. shown.Measuring.Others.Select(o => new PictureNetwork(o.Name, counting.Beside(o.Model), o.Space))],
        };
        VisualizationScorer.Score(job, outcomes, measuring, 1, null);
        var said = ExtrasEstimate.Of(plan, "scenes", "plain").Metrics.Single().Passes;
        Assert.That((double)counting.Forwards, Is.InRange(said.Forwards / 2, said.Forwards));
        Assert.That((double)counting.Backwards, Is.EqualTo(said.Backwards));
    }

    [Test]
    public void The_passes_of_analyses_are_those_that_are_run()
    {
        var plan = ShownScenes.Plan(ShownScenes.Config with
        {
            Limit = 100,
            Layers = ["middle", "final"],
            Visualizers = ["none"],
            Units = [],
            VisualizationMetrics = [],
            VisualizationSeeds = 1,
            Analyses =
            [
                "similarity", "class-selectivity", "embedding:steps=5,perplexity=3", "network-dissection",
                "tcav:runs=2,random-concepts=2", "fast-cav:runs=2,random-concepts=2",
            ],
        });
        foreach (var analysis in plan.Analyses[0].Analyses)
        {
            var study = plan.Analyses[0].Study;
            var counting = new CountingModel(study.Networks[0].Model);
            var failures = new List<string>();
            AnalysisRun.All(
                study with { Networks = [study.Networks[0] with { Model = counting }] }, [analysis], _ => { }, (_, _) => { },
                (_, error) => failures.Add(error));
            Assert.That(failures, Is.Empty);
            var said = ExtrasEstimate.Of(plan, "scenes", "plain").Analyses.Single(a => a.Key == analysis.Unit.Key).Passes;
            Assert.That(said, Is.EqualTo(new Passes(counting.Forwards, counting.Backwards)), analysis.Unit.Key);
        }
    }

    [Test]
    public void The_estimate_of_a_run_and_its_progress_include_them()
    {
        var speed = new NetworkSpeed(Forward: 0.01, Gradient: 0.03);
        RunEstimate Of(Plan plan) => new Estimator(new DeclaredWork()).Of(plan, [speed], 1, 0);
        var plan = ShownScenes.Plan(ShownScenes.Config);
        var (with, without) = (Of(plan), Of(plan with { Further = [] }));
        var extras = ExtrasEstimate.Of(plan, "scenes", "plain").Passes;
        Assert.That(with.Passes, Is.EqualTo(without.Passes + extras));
        Assert.That(
            (with.Time - without.Time).TotalSeconds, Is.EqualTo(with.Networks[0].Extras.All.Sum(u => u.Seconds)).Within(1e-3));
        Assert.That(with.Networks[0].Extras.All.Sum(u => u.Seconds), Is.GreaterThan(speed.SecondsOf(extras)));
        var shown = plan.Visualizing[0];
        var share = shown.Job.Pairs.Sum(p => with.Weights.ShareOfPiece("scenes", "plain", p.Visualizer.Key))
            + shown.Job.Visualizers.Count * shown.Measuring!.Metrics.Sum(m => with.Weights.ShareOfPiece("scenes", "plain", m.Key))
            + plan.Analyses[0].Analyses.Sum(a => with.Weights.ShareOfPiece("scenes", "", a.Unit.Key));
        Assert.That(
            share, Is.EqualTo((with.Time - without.Time).TotalSeconds / with.Networks.Sum(n => n.Time.TotalSeconds)).Within(1e-6));
    }
}
