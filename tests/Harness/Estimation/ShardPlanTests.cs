using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

public sealed class ShardPlanTests
{
    private static readonly RunnerMethod Noise = RunnerMethod.Noise();
    private static readonly RunnerMethod Gradient = RunnerMethod.Gradient();
    private static readonly SumOfMap Many = new();
    private static readonly RunnerMetric Few = RunnerMetric.Drawn();
    private static readonly FakeWork Work = new();

    [Test]
    public void Every_unit_belongs_to_exactly_one_shard_and_keeps_its_place(
        [Values(1, 2, 3, 7, 100)] int count, [Values(1, 4, 9)] int images, [Values] bool shuffles)
    {
        var plan = Plan(images, shuffles);
        var all = Enumerable.Range(1, count).SelectMany(i => Part(plan, i, count).Units.Select(u => u.Key()));

        Assert.That(all, Is.EqualTo(WorkUnits.ByImages(plan.Jobs[0], plan.Settings.Seed).Select(u => u.Key())));
    }

    [Test]
    public void The_cells_of_all_shards_are_those_of_the_plan([Values(1, 3, 10)] int count, [Values] bool shuffles)
    {
        var plan = Plan(9, shuffles);
        var parts = Enumerable.Range(1, count).Select(i => Part(plan, i, count)).ToList();

        Assert.That(parts.Sum(p => p.Cells), Is.EqualTo(plan.Jobs[0].CellCount));
        Assert.That(parts.Select(p => new UnitCells(p.Job).Of(p.Units)), Is.EqualTo(parts.Select(p => p.Cells)));
        Assert.That(parts.Select(p => p.Times), Is.EqualTo(Enumerable.Range(1, count).Select(i => i == 1)), "machines are never mixed");
    }

    [Test]
    public void No_shard_has_more_than_its_share_and_the_costliest_unit()
    {
        const int count = 5;
        var plan = Plan(40, shuffles: false);
        var costs = new UnitCosts(plan.Jobs[0], Work);
        var timings = NominalCost.OfTimings(plan.Jobs[0], costs, new Calibration());
        var units = WorkUnits.ByImages(plan.Jobs[0], plan.Settings.Seed).Select(u => NominalCost.Of(costs.Of(u))).ToList();

        var loads = Enumerable.Range(1, count)
            .Select(i => Part(plan, i, count).Units.Sum(u => NominalCost.Of(costs.Of(u))) + (i == 1 ? timings : 0));

        Assert.That(loads, Has.All.EqualTo((double)(units.Sum() + timings) / count).Within(units.Max()));
    }

    [Test]
    public void The_cost_of_a_unit_is_that_of_its_cells_counted_one_by_one([Values] bool shuffles)
    {
        var job = Plan(5, shuffles).Jobs[0];
        var costs = new UnitCosts(job, Work);
        foreach (var (source, place) in job.Sources.SelectMany(s => Enumerable.Range(0, 5).Select(i => (s, i))))
        {
            var passes = default(Passes);
            var cells = 0;
            for (var target = 0; target < 2; target++)
            {
                passes += FakeWork.Explanation(source.Method!.Value);
                foreach (var metric in job.Metrics.Where(m => m.Key != "few" || place < 2))
                {
                    cells++;
                    passes += metric.Key == "few" ? 3 * FakeWork.Explanation(source.Method!.Value) : new Passes(10, 0);
                    if (metric.Key == "many" && job.ShuffledMetricsOf(place).Any())
                    {
                        cells++;
                        passes += new Passes(10, 0);
                    }
                }
            }
            Assert.That(costs.Of(source.Key, place), Is.EqualTo(new UnitCost(passes, cells)), $"{source.Key}, {place}");
        }
    }

    [Test]
    public void The_costs_of_all_shards_are_those_of_the_plan([Values(1, 3, 10)] int count, [Values] bool shuffles)
    {
        var plan = Plan(9, shuffles);
        NetworkSpeed[] speeds = [new(1, 2)];
        var estimate = new Estimator(Work).Of(plan, speeds, 1, 0);
        var costs = new ShardPlan(plan, Work).Costs(count, estimate, speeds, 1);
        var passes = costs.Aggregate(default(Passes), (sum, c) => sum + c.Passes);

        // A method as slow as this is measured once.
        Assert.That(estimate.Networks.Single().Timings, Is.EqualTo(new Passes(2, 1)));
        Assert.That(costs.Sum(c => c.Cells), Is.EqualTo(estimate.Cells));
        Assert.That((passes.Forwards, passes.Backwards), Is.EqualTo((estimate.Passes.Forwards, estimate.Passes.Backwards)));
    }

    [TestCase("1/1", 1, 1)]
    [TestCase("10/10", 10, 10)]
    public void A_shard_is_written_i_of_n(string text, int number, int count)
    {
        Assert.That(Shard.Parse(text), Is.EqualTo(new Shard(number, count)));
        Assert.That(new Shard(number, count).ToString(), Is.EqualTo(text));
    }

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1")]
    [TestCase("1/0")]
    [TestCase("-1/3")]
    [TestCase("1/3/4")]
    [TestCase("a/b")]
    [TestCase(" 1/3")]
    [TestCase("1/100001")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(() => Shard.Parse(text), Throws.TypeOf<InputException>().With.Message.Contains(text));

    [Test]
    public void A_part_of_every_shard_gives_the_whole_run()
    {
        using var whole = new RunnerDirectory();
        using var parts = new RunnerDirectory();
        whole.Run(Plan(9, shuffles: true));
        for (var i = 3; i >= 1; i--)
            parts.Run(Plan(9, shuffles: true), part: new ShardPlan(Plan(9, shuffles: true), Work).Part(new Shard(i, 3)));

        Assert.That(parts.ScoresCsv(), Is.EqualTo(whole.ScoresCsv()));
        Assert.That(parts.Load().Shuffled, Is.EqualTo(whole.Load().Shuffled));
    }

    internal static Plan Plan(int images, bool shuffles)
    {
        var plan = RunnerPlan.Of(images, [("noise", Noise), ("gradient", Gradient)], [("many", Many), ("few", Few)], TargetChoice.Labels);
        return plan with
        {
            Jobs = [plan.Jobs[0] with { Shuffles = shuffles, MetricImages = new Dictionary<string, int> { ["few"] = 2 } }],
        };
    }

    private static JobPart Part(Plan plan, int number, int count) => new ShardPlan(plan, Work).Part(new Shard(number, count)).Jobs[0];

    /// <summary>Noise takes a forward pass, a gradient one of each; <c>many</c> asks ten forward passes, <c>few</c> three
    /// explanations.</summary>
    internal sealed class FakeWork : IUnitWork
    {
        public static Passes Explanation(IAttributionMethod method) => method == Noise ? new Passes(1, 0) : new Passes(1, 1);

        public MethodWork? Of(IAttributionMethod method, IModel model, int references) => new(Explanation(method), false);

        public EvaluationWork Of(IMetric metric, IModel model) => metric == Few ? new EvaluationWork(0, 3) : new EvaluationWork(10, 0);
    }

    [Measures(Construct.Removal)]
    private sealed class SumOfMap : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, -100, 100)];

        public MetricResult Evaluate(IMetricContext context) =>
            MetricResult.Of(ScoreValue.Ok("number", context.Map.Values.Sum(v => (double)v)));
    }
}
