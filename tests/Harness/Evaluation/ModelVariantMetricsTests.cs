using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

/// <summary>The metrics that change the model or the image, on the embedded residual network and its twin that was fitted to random
/// labels.</summary>
[Category("Engine")]
public sealed class ModelVariantMetricsTests
{
    private static readonly string[] Metrics =
    [
        "cascading-randomization:stages=2", "cascading-randomization:stages=2,draw=permuted", "independent-randomization:layers=1",
        "data-randomization",
        "random-logit", "efficient-mprt", "smooth-mprt:samples=2,stages=1", "max-sensitivity:samples=3", "avg-sensitivity:samples=3",
        "local-lipschitz:samples=3", "input-shift",
    ];

    private RunnerDirectory _directory = null!;
    private RunnerDirectory _other = null!;

    [SetUp]
    public void Begin() => (_directory, _other) = (new RunnerDirectory(), new RunnerDirectory());

    [TearDown]
    public void End()
    {
        _directory.Dispose();
        _other.Dispose();
    }

    [Test]
    public void What_is_known_of_methods_in_closed_form_comes_out()
    {
        var results = Run(_directory, threads: 2);
        Assert.That(results.Failures, Is.Empty);
        double Mean(string method, string metric, string score) =>
            results.Scores.Where(s => s.Cell.Method == method && s.Cell.Metric == metric && s.Score == score).Average(s => s.Value!.Value);

        // What ignores the model, the class and the image stays what it is.
        foreach (var row in results.Scores.Where(s => s.Cell.Method == "random"))
            Assert.That(
                row.Value,
                Is.EqualTo(
                    row.Cell.Metric is "efficient-mprt" || row.Score is "relative" or "absolute" or "lipschitz" or "distance" ? 0 : 1)
                    .Within(1e-9),
                $"{row.Cell.Metric} {row.Score}");
        // What says nothing has no number.
        Assert.That(results.Scores.Where(s => s.Cell.Method == "uniform").Select(s => s.State.Text), Is.All.EqualTo("degenerate:constant"));

        // A derivative is the same on both functions; its product with the image is not, nor is what the ε rule makes of it.
        Assert.That(Mean("gradient", "input-shift", "distance"), Is.LessThan(1e-4));
        Assert.That(Mean("gradient", "input-shift", "invariant"), Is.EqualTo(1));
        Assert.That(Mean("input-x-gradient", "input-shift", "distance"), Is.GreaterThan(0.1));
        Assert.That(
            Mean("lrp-epsilon", "input-shift", "distance"), Is.EqualTo(Mean("input-x-gradient", "input-shift", "distance")).Within(0.01));

        // The derivative depends on what was learned; guided back-propagation hardly does (Adebayo et al., 2018).
        foreach (var metric
            in new[] { "cascading-randomization:stages=2", "cascading-randomization:stages=2,draw=permuted", "data-randomization" })
            Assert.That(Math.Abs(Mean("gradient", metric, "spearman")), Is.LessThan(0.2), metric);
        Assert.That(
            Mean("guided-backprop", "cascading-randomization:stages=2", "spearman"),
            Is.GreaterThan(Mean("gradient", "cascading-randomization:stages=2", "spearman") + 0.2));
        Assert.That(
            Mean("gradient", "cascading-randomization:stages=2,draw=permuted", "spearman"),
            Is.Not.EqualTo(Mean("gradient", "cascading-randomization:stages=2", "spearman")));
    }

    [Test]
    public void Threads_change_no_byte_and_equal_work_is_shared()
    {
        var (one, _) = (Run(_directory, threads: 1), Run(_other, threads: 3));
        Assert.That(_other.ScoresCsv(), Is.EqualTo(_directory.ScoresCsv()));

        // The wholly randomized model is the cascade's last stage; the small changes of the image are those of max-sensitivity.
        MetricCost Cost(string metric) => one.MetricCosts.Single(c => c.Metric == metric).Total;
        foreach (var metric in new[] { "efficient-mprt", "avg-sensitivity:samples=3", "local-lipschitz:samples=3" })
        {
            Assert.That(Cost(metric).PassesRun, Is.Zero, metric);
            Assert.That(Cost(metric).PassesAsked, Is.GreaterThan(0), metric);
        }
        Assert.That(
            Cost("max-sensitivity:samples=3").PassesRun, Is.EqualTo(Cost("max-sensitivity:samples=3").PassesAsked).And.GreaterThan(0));
    }

    private static RunResults Run(RunnerDirectory directory, int threads)
    {
        var plan = Planner.Plan(
            new RunConfig(["datasets/scenes"], ["residual"], ["gradient", "input-x-gradient", "lrp-epsilon", "guided-backprop"], Metrics,
                Limit: 2, Threads: threads, Out: directory.Path),
            Catalogues.BuiltIn(), Repository.Root);
        try
        {
            using (var store = ResultStore.Open(directory.Path, plan.Info))
                Runner.Run(plan, store, new Progress<RunProgress>(), CancellationToken.None);
            return directory.Load();
        }
        finally
        {
            foreach (var job in plan.Jobs)
            {
                (job.Model as IDisposable)?.Dispose();
                (job.RandomLabels as IDisposable)?.Dispose();
            }
        }
    }
}
