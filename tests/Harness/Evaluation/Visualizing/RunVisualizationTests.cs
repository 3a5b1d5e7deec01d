using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Visualizing;

/// <summary>A run's units of work that show units of networks and look into layers: recorded once, whatever happens meanwhile.</summary>
public sealed class RunVisualizationTests
{
    private RunnerDirectory _run = null!;
    private RunnerDirectory _undisturbed = null!;

    [SetUp]
    public void Begin() => (_run, _undisturbed) = (new RunnerDirectory(), new RunnerDirectory());

    [TearDown]
    public void End()
    {
        _run.Dispose();
        _undisturbed.Dispose();
    }

    [TestCase("UPDATE unit_pictures SET png = CAST(x'00000000' || substr(png, 5) AS BLOB) WHERE position = 0", "unit_pictures")]
    [TestCase("UPDATE unit_pictures SET png = substr(png, 1, length(png) / 2) WHERE position = 0", "unit_pictures")]
    [TestCase("UPDATE unit_pictures SET png = x'00' WHERE position = 0", "unit_pictures")]
    [TestCase("UPDATE visualized SET facts = substr(facts, 2)", "visualized")]
    [TestCase("UPDATE picture_scores SET facts = replace(facts, 'Scores', 'Scorse')", "picture_scores")]
    [TestCase("UPDATE findings SET facts = replace(facts, 'Findings', 'Findinks')", "findings")]
    public void What_is_damaged_is_left_out_of_the_report_and_not_gone_on_with(string damage, string table)
    {
        var plan = ShownScenes.Plan(ShownScenes.Config);
        _run.Run(plan);
        Assert.That(_run.Load().Warnings, Is.Empty);
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=False"))
        {
            connection.Open();
            Assert.That(connection.Execute(damage), Is.Positive);
        }
        Assert.That(_run.Load().Warnings, Has.Some.Contains("damaged").And.Some.Contains(table));
        Assert.That(ShownScenes.Files(_run.Path), Is.Not.Empty);
        Assert.That(
            () => _run.Run(plan),
            Throws.InstanceOf<InputException>().With.Message.Contains("is damaged").And.Message.Contains("--existing redo"));
    }

    [Test]
    public void A_run_that_is_stopped_again_and_again_does_every_piece_once_and_ends_with_the_same_files([Values(1, 2)] int threads)
    {
        _undisturbed.Run(ShownScenes.Plan(ShownScenes.Config));
        var plan = ShownScenes.Plan(ShownScenes.Config with { Threads = threads });
        // Two classes by six visualizers, six visualizers by two metrics, two analyses.
        Assert.That(plan.PieceCount, Is.EqualTo(2 * 6 + 6 * 2 + 2));
        var cells = plan.Jobs[0].CellCount;
        var (stops, seen) = (0, new Dictionary<string, string>());
        for (var at = cells + 1; ; at += 4)
        {
            using var cancel = new CancellationTokenSource();
            var outcome = _run.Run(plan, p => CancelAt(p, at, cancel), cancel.Token);
            foreach (var (piece, seconds) in Pieces())
            {
                // A piece that were done again would have taken another time.
                Assert.That(seconds, Is.EqualTo(seen.GetValueOrDefault(piece, seconds)), piece);
                seen[piece] = seconds;
            }
            if (!outcome.Cancelled)
                break;
            stops++;
            Assert.That(_run.Load().Warnings, Is.Not.Empty);
        }
        Assert.That(stops, Is.GreaterThanOrEqualTo(4));
        Assert.That(_run.Load().Warnings, Is.Empty);
        Assert.That(ShownScenes.Files(_run.Path), Is.EqualTo(ShownScenes.Files(_undisturbed.Path)));
    }

    [Test]
    public void What_was_written_reads_back_in_the_order_of_the_plan()
    {
        _run.Run(ShownScenes.Plan(ShownScenes.Config));
        var results = _run.Load();
        var shown = results.Visualizations.Single();
        Assert.Multiple(() =>
        {
            Assert.That((shown.Dataset, shown.Model), Is.EqualTo(("scenes", "plain")));
            Assert.That(shown.Pictures.Select(p => p.Unit).Distinct(), Is.EqualTo(new[] { "class:1", "class:3" }));
            Assert.That(
                shown.Pictures.Select(p => p.Visualizer).Distinct(),
                Is.EqualTo(results.Info.Visualizations!.Visualizers.Select(v => v.Key)));
            Assert.That(shown.Pictures.Count(p => p.Visualizer == "activation-maximization:steps=3"), Is.EqualTo(4));
            Assert.That(
                shown.Pictures.Where(p => p.IsControl).Select(p => p.Visualizer), Does.Contain("noise").And.Contain("best-natural"));
            Assert.That(shown.Timings, Has.Count.EqualTo(12));
            Assert.That(shown.Scores!.Rows.Select(r => r.Metric).Distinct(), Is.EqualTo(new[] { "activation", "cost" }));
            Assert.That(shown.Scores.Classes["class:3"], Is.EqualTo(3));
            Assert.That(results.Findings.Select(f => f.FileName), Is.EqualTo(new[] { "similarity", "embedding" }));
            Assert.That(results.Failures, Is.Empty);
            Assert.That(
                ShownScenes.Files(_run.Path).Keys,
                Does.Contain("visualizations.csv").And.Contain("visualization-scores.csv").And.Contain("visualization-summary.csv")
                    .And.Contain(Path.Combine("findings", "similarity.cka.csv")).And.Contain(Path.Combine("findings", "columns.csv"))
                    .And.Contain(Path.Combine("visualizations", "scenes__plain__contact-sheet.png"))
                    .And.Contain(Path.Combine("visualizations", "scenes__plain__class_1__activation-maximization_steps=3__2.png")));
        });
    }

    [Test]
    public void A_picture_that_fails_is_a_failure_and_tried_again()
    {
        var plan = ShownScenes.Plan(ShownScenes.Config with { Analyses = [] });
        var job = plan.Visualizing[0].Job;
        var failing = plan with
        {
            Further =
            [
                plan.Visualizing[0] with
                {
                    Job = job with { Visualizers = [job.Visualizers[0] with { Value = new Broken() }, .. job.Visualizers.Skip(1)] },
                },
            ],
        };
        _run.Run(failing);
        var results = _run.Load();
        Assert.That(results.Failures.Select(f => (f.Method, f.Metric, f.Image, f.Target)), Is.EqualTo(new[]
        {
            (job.Visualizers[0].Key, "", "class:1", (int?)1), (job.Visualizers[0].Key, "", "class:3", 3),
        }));
        Assert.That(results.Failures[0].Error, Does.Contain("broken on purpose"));
        Assert.That(results.Visualizations[0].Pictures.Select(p => p.Visualizer), Does.Contain("top-images:count=2"));
        Assert.That(results.Visualizations[0].Scores!.Rows.Count(r => r.Score.State == CellState.Failed), Is.GreaterThan(0));

        _run.Run(plan);
        _undisturbed.Run(plan);
        Assert.That(_run.Load().Failures, Is.Empty);
        Assert.That(ShownScenes.Files(_run.Path), Is.EqualTo(ShownScenes.Files(_undisturbed.Path)));
    }

    [Test]
    public void A_store_of_before_is_read_without_and_gone_on_with()
    {
        var without = ShownScenes.Config with
        {
            Visualizers = [],
            Units = [],
            VisualizationMetrics = [],
            VisualizationSeeds = 1,
            Analyses = [],
        };
        var plan = ShownScenes.Plan(without);
        Assert.That((plan.PieceCount, plan.Info.Visualizations, plan.Info.Representation), Is.EqualTo((0, (object?)null, (object?)null)));
        _run.Run(plan);
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=False"))
        {
            connection.Open();
            foreach (var table in new[] { "visualized", "unit_pictures", "picture_scores", "findings" })
                connection.Execute($"DROP TABLE {table}");
        }
        var results = _run.Load();
        Assert.That((results.Visualizations.Count, results.Findings.Count, results.Warnings.Count), Is.EqualTo((0, 0, 0)));
        Assert.That(ShownScenes.Files(_run.Path), Is.Empty);
        Assert.That(_run.Run(plan), Is.EqualTo(new RunOutcome(0, 0, false)));
    }

    private static void CancelAt(RunProgress progress, int at, CancellationTokenSource cancel)
    {
        if (progress.Done >= at)
            cancel.Cancel();
    }

    private List<(string Piece, string Facts)> Pieces()
    {
        using var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=False");
        connection.Open();
        return
        [
            .. connection.Query<(string, string)>(
                "SELECT 'picture ' || unit || visualizer, facts FROM visualized "
                + "UNION ALL SELECT 'number ' || visualizer || metric, facts FROM picture_scores "
                + "UNION ALL SELECT 'found ' || analysis, facts FROM findings"),
        ];
    }

    [Named("activation-maximization")]
    [Needs(Needs.Forward)]
    [Randomized]
    [Passes("1")]
    private sealed record Broken : IFeatureVisualizer
    {
        public IReadOnlyList<Visualization> Synthesize(VisualizationTask task) => throw new InvalidOperationException("broken on purpose");
    }
}
