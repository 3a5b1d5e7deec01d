using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

/// <summary>Estimates whose numbers are worked out by hand in the comments.</summary>
public sealed class EstimatorTests
{
    private static readonly Calibration Calibration = new(
        NetworkShare: 0.5, CellSeconds: 0.001, ReportSeconds: 0.0001, Timings: 6, TimingSeconds: 100, BaseMegabytes: 100, LargestBatch: 50)
    {
        StartSeconds = 0,
        NetworkSeconds = 0,
        ReportStartSeconds = 0,
    };

    private static readonly RunnerMethod Gradients = RunnerMethod.Gradient();
    private static readonly RunnerMethod Elsewhere = RunnerMethod.Noise();
    private static readonly RunnerMetric Curve = RunnerMetric.Sum();
    private static readonly RunnerMetric Again = RunnerMetric.Drawn();
    private static readonly NetworkSpeed Speed = new(Forward: 0.01, Gradient: 0.03, BytesPerImage: 1e6);

    [Test]
    public void Passes_and_cells_are_those_of_explanations_scores_and_measurements()
    {
        var network = Estimate(threads: 2).Networks.Single();
        Assert.Multiple(() =>
        {
            Assert.That((network.Dataset, network.Model, network.Images, network.Targets), Is.EqualTo(("toys", "linear", 3, 3)));
            // Three images and two methods; "again" is asked of two images.
            Assert.That(network.Cells, Is.EqualTo(3 * 2 + 2 * 2));
            // Explanations 3·(10, 10), measurements 6·(10, 10), "curve" 3·(20, 0), "again" 2·(10, 10).
            Assert.That(network.Passes, Is.EqualTo(new Passes(30 + 60 + 60 + 20, 30 + 60 + 20)));
            Assert.That(network.AtMost);
            Assert.That(network.Methods, Is.EqualTo(new[]
            {
                Timed("gradients", new Passes(30, 30)), new UnitEstimate("elsewhere", default, Applies: false),
            }));
            Assert.That(network.Metrics, Is.EqualTo(new[]
            {
                Timed("curve", new Passes(60, 0)), Timed("again", new Passes(20, 20)),
            }));
        });
    }

    [Test]
    public void Starting_opening_networks_and_reporting_take_time_that_progress_does_not_count()
    {
        var calibration = Calibration with { StartSeconds = 2, NetworkSeconds = 0.25, ReportStartSeconds = 1.5 };
        var (with, without) = (new Estimator(new Work(), calibration).Of(Plan(1), [Speed], 4, 0), Estimate(threads: 1));
        Assert.That((with.Time - without.Time).TotalSeconds, Is.EqualTo(2 + 0.25 + 1.5).Within(1e-6));
        Assert.That(with.Work, Is.EqualTo(without.Work));
        Assert.That((without.Time - without.Work).TotalSeconds, Is.EqualTo(0.001).Within(1e-6), "ten cells in the reports");
    }

    [Test]
    public void A_unit_of_work_costs_its_passes_the_values_it_changes_and_its_own_time()
    {
        var calibration = Calibration with { FirstUseSeconds = 0.2, PieceSeconds = 0.05, PictureValueSeconds = 1e-6 };
        var unit = new UnitEstimate("v", new Passes(5, 4)) { Pieces = 2, Values = 3000 };
        // One image forwards, four with their gradients, half of which is the network's; four times 3000 values; two units of work.
        Assert.That(
            unit.Timed(Speed, calibration).Seconds, Is.EqualTo((0.01 + 4 * 0.03) / 0.5 + 4 * 3000 * 1e-6 + 0.2 + 2 * 0.05).Within(1e-12));
        Assert.That(new UnitEstimate("m", new Passes(5, 0)).Timed(Speed, calibration).Seconds, Is.EqualTo(0.05 / 0.5).Within(1e-12));
    }

    [Test]
    public void Time_is_that_of_the_passes_with_their_surroundings_on_the_threads_there_are()
    {
        // Explanations .9 s, "curve" .6 s, "again" .6 s, of which the networks are half; ten cells of 1 ms; measurements 1.8 s, also half.
        const double Work = 2.1 / 0.5 + 0.01;
        Assert.That(Estimate(threads: 1).Time.TotalSeconds, Is.EqualTo(Work + 3.6 + 0.001).Within(1e-6));
        Assert.That(Estimate(threads: 2).Time.TotalSeconds, Is.EqualTo(Work / 2 + 3.6 + 0.001).Within(1e-6));
        Assert.That(Estimate(threads: 64).Time.TotalSeconds, Is.EqualTo(Work / 4 + 3.6 + 0.001).Within(1e-6), "four processors");
    }

    [Test]
    public void The_cost_of_a_slow_method_is_measured_once()
    {
        var estimate = new Estimator(new Work(), Calibration with { TimingSeconds = 0.2 }).Of(Plan(1), [Speed], 4, 0);
        Assert.That(estimate.Time.TotalSeconds, Is.EqualTo((2.1 / 0.5) + 0.01 + 0.6 + 0.001).Within(1e-6));
        Assert.That(estimate.Passes, Is.EqualTo(new Passes(30 + 10 + 60 + 20, 30 + 10 + 20)));
    }

    [Test]
    public void The_shares_of_all_cells_are_the_whole_and_a_costly_one_weighs_more()
    {
        var weights = Estimate(threads: 2).Weights;
        // Cells 4.21 s on two threads, measurements 3.6 s on one.
        Assert.That(Cells().Sum(weights.ShareOf), Is.EqualTo(2.105 / 5.705).Within(1e-9));
        Assert.That(weights.ShareOfTiming("toys", "linear", "gradients"), Is.EqualTo(3.6 / 5.705).Within(1e-9));
        // An explanation of .3 s is charged to 5 cells for 3 images: .18 s each; half of the time is the network's.
        Assert.That(
            weights.ShareOf(Cell("gradients", "curve", 1)) / weights.ShareOf(Cell("elsewhere", "curve", 1)),
            Is.EqualTo(((0.2 + 0.18) / 0.5 + 0.001) / 0.001).Within(1e-6));
        Assert.That(weights.ShareOf(Cell("unknown", "curve", 1)), Is.Zero);
    }

    [Test]
    public void Memory_is_what_is_held_and_a_batch_for_every_thread_within_the_budget()
    {
        // 30 MB resident, 100 MB of its own, 50 MB a batch and thread.
        Assert.That(Estimate(threads: 2).MemoryMegabytes, Is.EqualTo(30 + 100 + 2 * 50).Within(1e-9));
        Assert.That(Estimate(threads: 64).MemoryMegabytes, Is.EqualTo(30 + 100 + 512).Within(1e-9), "the budget of the plan");
    }

    [Test]
    public void What_all_methods_share_is_run_once_and_what_metrics_share_is_charged_to_the_largest()
    {
        IReadOnlyList<UnitEstimate> Metrics(EvaluationWork curve) =>
            new Estimator(new Work(curve), Calibration).Of(Plan(1), [Speed], 4, 0).Networks.Single().Metrics;
        // Three images; the method that does not apply costs nothing.
        Assert.That(Metrics(new EvaluationWork(20, 0, AmongMethods: true))[0].Passes, Is.EqualTo(new Passes(30, 0)));
        Assert.That(
            Metrics(new EvaluationWork(20, 0, Group: "g")).Select(m => m.Passes), Is.EqualTo(new[] { new Passes(60, 0), default }));
        Assert.That(
            Metrics(new EvaluationWork(0.5, 0, Group: "g")).Select(m => m.Passes), Is.EqualTo(new[] { default, new Passes(20, 20) }));
    }

    [Test]
    public void A_network_that_could_not_be_measured_says_so()
    {
        var plan = Plan(1);
        var estimate = new Estimator(new Work(), Calibration).Of(plan, [new NetworkSpeed(0, 0) { Failure = "no memory" }], 4, 0);
        Assert.That(estimate.Networks.Single().Failure, Is.EqualTo("no memory"));
        Assert.That(estimate.Time.TotalSeconds, Is.EqualTo(10 * 0.001 + 0.001).Within(1e-9));
    }

    [Test]
    public void Without_metrics_of_maps_only_the_measurements_take_time()
    {
        var plan = RunnerPlan.Of(3, [("gradients", Gradients)], []);
        var estimate = new Estimator(new Work(), Calibration).Of(plan, [Speed], 4, 0);
        Assert.That(estimate.Cells, Is.Zero);
        Assert.That(estimate.Time.TotalSeconds, Is.EqualTo(3.6).Within(1e-6));
        Assert.That(Cells().Sum(estimate.Weights.ShareOf), Is.Zero);
        Assert.That(estimate.Weights.ShareOfTiming("toys", "linear", "gradients"), Is.EqualTo(1).Within(1e-9));
    }

    private static UnitEstimate Timed(string key, Passes passes) => new(key, passes) { Seconds = Speed.SecondsOf(passes) / 0.5 };

    private static RunEstimate Estimate(int threads) =>
        new Estimator(new Work(), Calibration).Of(Plan(threads), [Speed], processors: 4, residentBytes: 30_000_000);

    private static Plan Plan(int threads)
    {
        var plan = RunnerPlan.Of(
            3, [("gradients", Gradients), ("elsewhere", Elsewhere)], [("curve", Curve), ("again", Again)], threads: threads);
        return plan with { Jobs = [plan.Jobs[0] with { MetricImages = new Dictionary<string, int> { ["again"] = 2 } }] };
    }

    private static CellKey Cell(string method, string metric, int image) => new("toys", "linear", method, metric, $"i{image}", 0);

    private static IEnumerable<CellKey> Cells() =>
        from method in new[] { "gradients", "elsewhere" }
        from cell in new[] { ("curve", 1), ("curve", 2), ("curve", 3), ("again", 1), ("again", 2) }
        select Cell(method, cell.Item1, cell.Item2);

    private sealed class Work(EvaluationWork? curve = null) : IUnitWork
    {
        public MethodWork? Of(IAttributionMethod method, IModel model, int references) =>
            method == Gradients ? new MethodWork(new Passes(10, 10), AtMost: true) : null;

        public EvaluationWork Of(IMetric metric, IModel model) =>
            metric == Curve ? curve ?? new EvaluationWork(20, 0) : new EvaluationWork(0, 1, Group: "g");
    }
}
