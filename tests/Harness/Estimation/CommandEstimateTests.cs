using VisEval.Core;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

/// <summary>What commands cost, worked out by hand.</summary>
public sealed class CommandEstimateTests
{
    private static readonly NetworkSpeed Network = new(0.5, 1);
    private static readonly CommandSpeed Command = new(2, 0.25);
    private static readonly RunnerMetric Curve = RunnerMetric.Sum();
    private static readonly RunnerMetric Again = RunnerMetric.Sum();

    // Three images; two of them are explained again.
    private static readonly CommandWork Maps = new(2, 3);
    private static readonly CommandWork Scores = new(2 * 4, 2 * 12);
    private static readonly CommandWork Timing = new(1, 1);

    [Test]
    public void Calls_and_images_are_those_of_maps_of_metrics_and_of_the_measured_time()
    {
        var (with, without) = (Estimate(Command), Estimate(null));
        var network = with.Networks.Single();
        Assert.That(network.Commands.Single().Work, Is.EqualTo(Maps + Scores + Timing));
        var seconds = Seconds(Maps) + Seconds(Scores) + Seconds(Timing);
        Assert.That(network.Commands.Single().Seconds, Is.EqualTo(seconds).Within(1e-9));
        Assert.That((with.Work - without.Work).TotalSeconds, Is.EqualTo(seconds).Within(1e-5));
        Assert.That(network.Methods.Single().Seconds, Is.EqualTo(Seconds(Maps)).Within(1e-9));
        Assert.That(network.Metrics.Single(m => m.Key == "again").Seconds, Is.EqualTo(Seconds(Scores)).Within(1e-9));
        Assert.That(with.Weights.ShareOfTiming("toys", "linear", "dear") * with.Weights.Total, Is.EqualTo(Seconds(Timing)).Within(1e-9));
        Assert.That(with.AtMost, Is.False);
    }

    [Test]
    public void Threads_share_all_but_the_measured_time()
    {
        var difference = Estimate(Command, threads: 1).Work - Estimate(Command, threads: 2).Work;
        Assert.That(difference.TotalSeconds, Is.EqualTo((Seconds(Maps) + Seconds(Scores) + 3 * 20 * 0.5) / 2).Within(1e-5));
    }

    [Test]
    public void The_start_of_a_program_that_serves_is_part_of_the_start_of_the_run()
    {
        var (with, without) = (Estimate(Command with { Start = 7 }), Estimate(Command));
        Assert.That((with.Time - without.Time).TotalSeconds, Is.EqualTo(7).Within(1e-6));
        Assert.That(with.Work, Is.EqualTo(without.Work));
    }

    [Test]
    public void A_command_that_could_not_be_measured_has_calls_and_no_time()
    {
        var estimate = Estimate(new CommandSpeed(0, 0) { Failure = "no torch" });
        Assert.That(estimate.Networks.Single().Commands.Single().Work, Is.EqualTo(Maps + Scores + Timing));
        Assert.That(estimate.Work, Is.EqualTo(Estimate(null).Work));
        Assert.That(Estimate(Command with { AtMost = true }).AtMost, Is.True);
    }

    [Test]
    public void Shards_have_all_of_it_together([Values(1, 3)] int count)
    {
        var plan = Plan(1);
        double Shards(CommandSpeed? speed) => new ShardPlan(plan, new Work()).Costs(
            count, Estimate(speed), [Network], 1, new Calibration(NetworkShare: 1, CellSeconds: 0)).Sum(c => c.Seconds);
        Assert.That(Shards(Command) - Shards(null), Is.EqualTo(Seconds(Maps + Scores + Timing + Timing)).Within(1e-5));
    }

    private static double Seconds(CommandWork work) => 2 * work.Calls + 0.25 * work.Images;

    private static RunEstimate Estimate(CommandSpeed? speed, int threads = 1) =>
        new Estimator(new Work(), new Calibration(NetworkShare: 1, CellSeconds: 0)).Of(
            Plan(threads), [Network], 4, 0,
            [speed is null ? new Dictionary<string, CommandSpeed>() : new Dictionary<string, CommandSpeed> { ["dear"] = speed }]);

    private static Plan Plan(int threads)
    {
        var plan = RunnerPlan.Of(3, [("dear", new Dear())], [("curve", Curve), ("again", Again)], threads: threads);
        return plan with { Jobs = [plan.Jobs[0] with { MetricImages = new Dictionary<string, int> { ["again"] = 2 } }] };
    }

    private sealed class Dear : IAttributionMethod, ILargeBatches
    {
        public int MostTogether(int values) => 64;

        public int MostAhead(int values) => 2;

        public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
            throw new NotSupportedException();
    }

    private sealed class Work : IUnitWork
    {
        public MethodWork? Of(IAttributionMethod method, IModel model, int references) => new MethodWork(default, AtMost: false);

        public EvaluationWork Of(IMetric metric, IModel model) =>
            metric == Curve ? new EvaluationWork(20, 0) : new EvaluationWork(0, 12, Calls: 4);
    }
}
