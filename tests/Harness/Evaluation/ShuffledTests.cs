using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class ShuffledTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void An_image_is_scored_with_the_map_of_the_next_one_of_its_group()
    {
        var method = RunnerMethod.Noise();
        _run.Run(Plan(3, method));
        var results = _run.Load();

        // The metric gives the sum of the map times the image's first pixel, which is its number.
        double MapOf(int image) => results.Scores.Single(s => s.Cell.Image == $"i{image}").Value!.Value / image;
        Assert.That(results.Shuffled.Select(s => s.Cell), Is.EqualTo(results.Scores.Select(s => s.Cell)));
        Assert.That(
            results.Shuffled.Select(s => s.Value), Is.EqualTo(new double?[] { MapOf(2), 2 * MapOf(3), 3 * MapOf(1) }).Within(1e-9));
        Assert.That(method.Batches, Has.Count.EqualTo(3 + Timings), "no map is made twice");
    }

    [Test]
    public void Threads_interruptions_and_resuming_change_no_number([Values(1, 4)] int threads, [Values(1, 6, 13)] int after)
    {
        using var other = new RunnerDirectory();
        other.Run(Plan(5, RunnerMethod.Noise()));
        using var cancel = new CancellationTokenSource();

        _run.Run(Plan(5, RunnerMethod.Noise(), threads), p => { if (p.Done >= after) cancel.Cancel(); }, cancel.Token);
        var second = _run.Run(Plan(5, RunnerMethod.Noise(), threads));

        Assert.That(_run.Load().Shuffled, Is.EqualTo(other.Load().Shuffled).And.Count.EqualTo(5));
        Assert.That(_run.ScoresCsv(), Is.EqualTo(other.ScoresCsv()));
        Assert.That(_run.Run(Plan(5, RunnerMethod.Noise(), threads)).Cells, Is.Zero, "nothing is left to do");
        Assert.That(second.Failures, Is.Zero);
    }

    [Test]
    public void Where_the_other_image_failed_there_is_a_state_and_one_failure()
    {
        _run.Run(Plan(2, RunnerMethod.Gradient(), broken: ["i2"]));
        var results = _run.Load();

        Assert.That(results.Shuffled.Select(s => (s.Cell.Image, s.State.Text)), Is.EqualTo(new[]
        {
            ("i1", "undefined:no-map-to-lend"), ("i1", "undefined:no-map-to-lend"), ("i2", "failed"), ("i2", "failed"),
        }));
        Assert.That(results.Failures, Has.Count.EqualTo(1));
        Assert.That(results.Remarks, Is.Empty);
    }

    [Test]
    public void A_single_image_and_a_metric_that_ranks_nothing_have_none()
    {
        _run.Run(Plan(1, RunnerMethod.Gradient()));
        using var other = new RunnerDirectory();
        var plan = RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())]);
        other.Run(plan with { Jobs = [plan.Jobs[0] with { Shuffles = true }] });

        Assert.That(_run.Load().Shuffled, Is.Empty);
        Assert.That(other.Load().Shuffled, Is.Empty);
        Assert.That(other.Load().Scores, Has.Count.EqualTo(2));
    }

    // A fast method is measured five times.
    private const int Timings = 5;

    private static Plan Plan(int images, RunnerMethod method, int threads = 1, string[]? broken = null)
    {
        var plan = RunnerPlan.Of(
            images, [("method", method)], [("product", new Product())], broken is null ? TargetChoice.Top1 : TargetChoice.Labels, threads,
            broken: broken);
        return plan with { Jobs = [plan.Jobs[0] with { Shuffles = true }] };
    }

    [Measures(Construct.Removal)]
    private sealed class Product : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, -100, 100)];

        public MetricResult Evaluate(IMetricContext context) => MetricResult.Of(
            ScoreValue.Ok("number", context.Map.Values.Sum(v => (double)v) * context.Image.Values[0]));
    }
}
