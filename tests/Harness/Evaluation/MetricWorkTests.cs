using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class MetricWorkTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void What_two_metrics_need_of_an_explanation_is_run_once_and_counted_as_asked_twice()
    {
        // Three passes shared, one more in a shared value inside another, two of the second metric's own; two explanations.
        static double Three(IMetricContext c) => c.Share("three", () => Run(c, 3) + c.Share("one", () => Run(c, 1)));
        var first = new RunnerMetric(Three);
        var second = new RunnerMetric(c => Three(c) + c.Share("one", () => Run(c, 1)) + Run(c, 2));

        _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("first", first), ("second", second)], TargetChoice.Labels));

        Assert.That(
            _run.Load().MetricCosts.Select(c => (c.Metric, c.Cells, c.Total.PassesAsked, c.Total.PassesRun)),
            Is.EqualTo(new[] { ("first", 2L, 8L, 8L), ("second", 2L, 14L, 4L) }));
        Assert.That(_run.Load().Scores.Select(s => s.Value), Is.EqualTo(new double?[] { 4, 4, 7, 7 }));
    }

    [Test]
    public void What_does_not_depend_on_the_explanation_is_run_once_for_all_methods()
    {
        var metric = new RunnerMetric(c => c.ShareForImage("five", () => Run(c, 5)));

        _run.Run(RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient()), ("noise", RunnerMethod.Noise())], [("metric", metric)]));

        var total = _run.Load().MetricCosts.Single().Total;
        Assert.That((total.PassesAsked, total.PassesRun), Is.EqualTo((20, 10)));
    }

    [Test]
    public void A_changed_model_counts_into_the_same_passes()
    {
        var again = new RunnerMetric(c => c.Explain(c.Image, 0, new ModelVariant.Randomized(0, 1)).Count);

        _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("again", again)]));

        Assert.That(_run.Load().MetricCosts.Single().Total.PassesRun, Is.EqualTo(2), "one gradient: forwards and backwards");
    }

    [Test]
    public void What_a_metric_cannot_have_leaves_it_undefined_and_is_no_failure()
    {
        var lacking = new RunnerMetric(_ => throw new NotApplicableException("no-such-thing", "There is no such thing."));

        var outcome = _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("lacking", lacking)]));

        Assert.That(outcome.Failures, Is.Zero);
        Assert.That(_run.Load().Scores.Select(s => s.State.Text), Is.EqualTo(new[] { "undefined:no-such-thing" }));
    }

    [Test]
    public void A_metric_may_be_asked_of_the_first_images_only()
    {
        var plan = RunnerPlan.Of(7, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum()), ("dear", RunnerMetric.Sum())], threads: 2);
        plan = plan with { Jobs = [.. plan.Jobs.Select(j => j with { MetricImages = new Dictionary<string, int> { ["dear"] = 2 } })] };

        var outcome = _run.Run(plan);

        Assert.That(outcome.Cells, Is.EqualTo(7 + 2));
        Assert.That(_run.Load().Scores.Where(s => s.Cell.Metric == "dear").Select(s => s.Cell.Image), Is.EqualTo(new[] { "i1", "i2" }));
    }

    private static int Run(IMetricContext context, int images) =>
        context.Model.Predict(Tensor.Zeros([images, .. context.Image.Shape[1..]])).Count;
}
