using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

/// <summary>Several maps of a method that draws: which seeds they have, what counts, and what is computed again.</summary>
public sealed class SeedsTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void The_number_of_an_image_is_the_mean_over_its_maps_and_the_first_is_that_of_a_run_with_one()
    {
        _run.Run(Plan(3, 3));
        using var one = new RunnerDirectory();
        one.Run(Plan(3, 1));
        var (results, single) = (_run.Load(), one.Load());

        var drawn = results.Seeds.ToLookup(s => (s.Row.Cell.Image, s.Row.Cell.Metric), s => (s.Seed, s.Row.Value!.Value));
        Assert.That(results.Seeds, Has.Count.EqualTo(3 * 2 * 3));
        foreach (var row in results.Scores.Where(s => s.Cell.Method == "noise"))
        {
            var seeds = drawn[(row.Cell.Image, row.Cell.Metric)].ToList();
            Assert.That(seeds.Select(s => s.Seed), Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(seeds.Select(s => s.Value), Is.Unique);
            Assert.That(row.Value, Is.EqualTo(seeds.Sum(s => s.Value) / 3).Within(1e-12));
            Assert.That(single.Scores.Single(s => s.Cell == row.Cell).Value, Is.EqualTo(seeds[0].Value));
        }
        Assert.That(
            results.Scores.Where(s => s.Cell.Method == "gradient"), Is.EqualTo(single.Scores.Where(s => s.Cell.Method == "gradient")));
        Assert.That(single.Seeds, Is.Empty);
    }

    [Test]
    public void A_metric_draws_the_same_whatever_the_map()
    {
        _run.Run(Plan(2, 2));
        var drawn = _run.Load().Seeds.ToDictionary(s => (s.Row.Cell.Image, s.Row.Cell.Metric, s.Seed), s => s.Row.Value!.Value);
        double Draw(string image, int seed) => drawn[(image, "drawn", seed)] - drawn[(image, "sum", seed)];
        Assert.That(Draw("i1", 1), Is.EqualTo(Draw("i1", 2)).Within(1e-6));
        Assert.That(Draw("i1", 1), Is.Not.EqualTo(Draw("i2", 1)).Within(1e-6));
    }

    [Test]
    public void Adding_seeds_to_a_finished_run_computes_what_is_missing_and_taking_them_away_gives_the_old_file()
    {
        _run.Run(Plan(4, 1));
        var before = _run.ScoresCsv();
        var noise = RunnerMethod.Noise();
        var added = _run.Run(Plan(4, 3, noise));
        using var whole = new RunnerDirectory();
        whole.Run(Plan(4, 3));

        Assert.That(added.Cells, Is.EqualTo(4 * 2 * 2), "images, metrics, seeds");
        Assert.That(noise.Batches, Has.Count.EqualTo(4 * 2), "the costs were measured");
        Assert.That(_run.ScoresCsv(), Is.EqualTo(whole.ScoresCsv()));
        Assert.That(File.ReadAllBytes(_run.File(RunFiles.Seeds)), Is.EqualTo(File.ReadAllBytes(whole.File(RunFiles.Seeds))));
        Assert.That(_run.Load().Warnings, Is.Empty);

        Assert.That(_run.Run(Plan(4, 1)).Cells, Is.Zero);
        Assert.That(_run.ScoresCsv(), Is.EqualTo(before));
        Assert.That(File.Exists(_run.File(RunFiles.Seeds)), Is.False);
    }

    [Test]
    public void Threads_and_interruptions_change_no_number([Values(1, 4)] int threads, [Values(1, 7, 15)] int after)
    {
        using var whole = new RunnerDirectory();
        whole.Run(Plan(4, 3));
        using var cancel = new CancellationTokenSource();
        _run.Run(Plan(4, 3, threads: threads), p => { if (p.Done >= after) cancel.Cancel(); }, cancel.Token);
        var warnings = _run.Load().Warnings;
        _run.Run(Plan(4, 3, threads: threads));

        Assert.That(warnings, Has.One.Contains("not finished"));
        Assert.That(_run.ScoresCsv(), Is.EqualTo(whole.ScoresCsv()));
        Assert.That(_run.Load().Seeds, Is.EqualTo(whole.Load().Seeds));
        Assert.That(_run.Load().Warnings, Is.Empty);
    }

    [Test]
    public void A_number_stands_where_all_of_its_maps_have_one()
    {
        var cell = new CellKey("d", "m", "rise", "deletion", "i", 0);
        ScoreRow Row(int seed, double? value, CellState state) => new(cell with { Method = SeedKey.Of("rise", seed) }, "auc", value, state);
        var means = SeedMeans.Of([Row(1, 1, CellState.Ok), Row(3, 4, CellState.Ok), Row(2, null, CellState.Degenerate("constant"))], 3);
        Assert.That(means.Scores, Is.EqualTo(new[] { new ScoreRow(cell, "auc", null, CellState.Degenerate("constant")) }));
        Assert.That(means.Seeds.Select(s => s.Seed), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(SeedMeans.Of([Row(1, 1, CellState.Ok), Row(2, 4, CellState.Ok)], 2).Scores.Single().Value, Is.EqualTo(2.5));
        Assert.That(SeedMeans.Of([Row(1, 1, CellState.Ok), Row(2, 4, CellState.Ok)], 1).Scores.Single().Value, Is.EqualTo(1));
    }

    [Test]
    public void Only_methods_that_draw_make_several_maps()
    {
        IEnumerable<string> Keys(IAttributionMethod method) =>
            MethodSource.Of(new Unit<IAttributionMethod>("m", "m", method), 3).Select(s => s.Key);
        Assert.That(Keys(new Rise()), Is.EqualTo(new[] { "m", "seed-2:m", "seed-3:m" }));
        Assert.That(Keys(new Gradient()), Is.EqualTo(new[] { "m" }));
        Assert.That(SeedKey.Split("seed-12:rise:masks=5"), Is.EqualTo(("rise:masks=5", 12)));
        Assert.That(SeedKey.Split("smooth:gradient"), Is.EqualTo(("smooth:gradient", 1)));
    }

    [Test]
    public void A_plan_counts_the_cells_of_all_maps_and_their_costs_are_measured_once()
    {
        var plan = Plan(3, 4);
        var noise = (RunnerMethod)plan.Jobs[0].Sources[0].Method!.Value;
        var outcome = _run.Run(plan);
        Assert.That(outcome.Cells, Is.EqualTo(plan.Jobs[0].CellCount).And.EqualTo((4 + 1) * 3 * 2));
        using var store = ResultStore.Open(_run.Path, plan.Info);
        var job = plan.Jobs[0];
        using var evaluator = new Evaluator(
            job, new EvaluationOptions(7, 1), store.Snapshot(), new VisEval.Harness.Results.Storage.StoreSink(store),
            new ProgressCounter(new Progress<RunProgress>(), 0, 1), default);
        var before = noise.Batches.Count;
        evaluator.MeasureCosts(CostMeter.OfProcess);
        Assert.That(noise.Batches, Has.Count.EqualTo(before), "measured in the run");
        Assert.That(_run.Load().Timings.Select(t => t.Method).Distinct(), Is.EquivalentTo(new[] { "noise", "gradient" }));
    }

    private static Plan Plan(int images, int seeds, RunnerMethod? noise = null, int threads = 1)
    {
        var plan = RunnerPlan.Of(
            images, [("noise", noise ?? RunnerMethod.Noise()), ("gradient", RunnerMethod.Gradient())],
            [("sum", RunnerMetric.Sum()), ("drawn", RunnerMetric.Drawn())], threads: threads);
        var job = plan.Jobs[0];
        // The fake does not declare that it draws.
        job = job with
        {
            Sources = [.. Enumerable.Range(1, seeds).Select(s => new MethodSource(job.Sources[0].Method!, s)), job.Sources[1]],
        };
        return plan with
        {
            Jobs = [job],
            Info = plan.Info with { Seeds = seeds > 1 ? seeds : null, Cells = job.MetricCellCount },
        };
    }
}
