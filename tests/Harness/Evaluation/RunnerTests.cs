using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class RunnerTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_run_gives_exactly_the_rows_of_the_closed_form()
    {
        // Image k has pixels (k, 1, 0, 1): logits k+6 and 4k+4, so that class 1 is top-1 everywhere.
        // The derivative of class 0 is (1, 2, 3, 4), sum 10; of class 1 (4, 3, −2, 1), sum 6.
        var plan = RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels);
        var reports = new List<RunProgress>();

        var outcome = _run.Run(plan, progress: reports.Add);
        var results = _run.Load();

        Assert.That(outcome, Is.EqualTo(new RunOutcome(4, 0, false)));
        CellKey Cell(string image, int target) => new("toys", "linear", "gradient", "sum", image, target);
        Assert.That(results.Scores, Is.EqualTo(new[]
        {
            new ScoreRow(Cell("i1", 0), "number", 10, CellState.Ok), new ScoreRow(Cell("i1", 1), "number", 6, CellState.Ok),
            new ScoreRow(Cell("i2", 0), "number", 10, CellState.Ok), new ScoreRow(Cell("i2", 1), "number", 6, CellState.Ok),
        }));
        Assert.That(results.Curves.Select(c => c.Cell), Is.EqualTo(results.Scores.Select(s => s.Cell)));
        Assert.That(results.Curves.Select(c => c.Y), Is.EqualTo(new double[][] { [0, 10], [0, 6], [0, 10], [0, 6] }));
        Assert.That(results.Curves.Select(c => c.X), Has.All.EqualTo(new double[] { 0, 1 }));
        Assert.That(results.Predictions.Select(p => (p.Image, p.Top1)), Is.EqualTo(new[] { ("i1", 1), ("i2", 1) }));
        Assert.That(results.Predictions[0].Probability, Is.EqualTo(1 / (1 + Math.Exp(7 - 8))).Within(1e-7));
        Assert.That(results.Predictions[0].Labels, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(results.Failures, Is.Empty);
        Assert.That(reports.Select(r => r.Done).Distinct(), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(reports.Select(r => r.Total), Has.All.EqualTo(4));
    }

    [Test]
    public void The_target_is_the_top_1_class_where_the_dataset_says_so()
    {
        _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())]));

        Assert.That(_run.Load().Scores.Select(s => (s.Cell.Target, s.Value)), Is.EqualTo(new[] { (1, (double?)6) }));
    }

    [Test]
    public void Threads_change_no_byte_of_the_scores()
    {
        using var other = new RunnerDirectory();

        _run.Run(Noisy(threads: 1));
        other.Run(Noisy(threads: 4));

        Assert.That(other.ScoresCsv(), Is.EqualTo(_run.ScoresCsv()));
    }

    [Test]
    public void Another_seed_changes_the_scores()
    {
        using var other = new RunnerDirectory();

        _run.Run(Noisy(seed: 1));
        other.Run(Noisy(seed: 2));

        Assert.That(other.ScoresCsv(), Is.Not.EqualTo(_run.ScoresCsv()));
    }

    [Test]
    public void The_classes_of_an_image_are_explained_together_whatever_the_threads([Values(1, 3)] int threads)
    {
        var method = RunnerMethod.Noise();

        _run.Run(RunnerPlan.Of(3, [("noise", method)], [("sum", RunnerMetric.Sum())], TargetChoice.Labels, threads));

        // The explanations of one image that follow are the timing.
        Assert.That(method.Batches.Take(3), Has.All.EqualTo(2));
        Assert.That(method.Batches.Skip(3), Has.All.EqualTo(1));
    }

    [Test]
    public void Two_targets_of_an_image_share_the_draws_of_the_method_and_two_images_do_not()
    {
        _run.Run(RunnerPlan.Of(2, [("noise", RunnerMethod.Noise())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels));

        var values = _run.Load().Scores.Select(s => s.Value).ToList();
        Assert.That(values[0], Is.EqualTo(values[1]));
        Assert.That(values[2], Is.EqualTo(values[3]).And.Not.EqualTo(values[0]));
    }

    [Test]
    public void Randomized_copies_are_made_once_and_disposed_of()
    {
        // A copy with k layers re-drawn has the weights k, k+1, k+2, k+3: the sums are 10 and 14.
        var model = new RunnerModel();
        var metric = new RunnerMetric(context =>
            Enumerable.Range(1, context.Reexplanation.WeightLayerCount)
                .Sum(k => Math.Pow(100, k - 1) * context.ExplainOn(new ModelVariant.Randomized(0, k)).Values.Values.Sum()));

        _run.Run(RunnerPlan.Of(5, [("gradient", RunnerMethod.Gradient())], [("cascade", metric)], threads: 2, model: model));

        Assert.That(_run.Load().Scores.Select(s => s.Value), Has.Exactly(5).Items.And.All.EqualTo(10 + 100 * 14));
        Assert.That(model.RandomizedLayers.Order(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(model.Copies.Select(c => c.IsDisposed), Has.All.True);
        Assert.That(model.IsDisposed, Is.False);
    }

    [Test]
    public void A_metric_can_explain_on_permuted_weights_on_random_labels_and_on_shifted_images()
    {
        // Permuted copies have the weights −k, …, −k−3; the shifted copy is the same function of x − 2, so its derivative
        // times x is another.
        var model = new RunnerModel();
        var companion = new RunnerModel([[1, 1, 1, 1], [2, 2, 2, 2]]);
        double Sum(IMetricContext context, ModelVariant variant) => context.ExplainOn(variant).Values.Values.Sum();
        var permuted = new RunnerMetric(context => Sum(context, new ModelVariant.Randomized(1, 1, WeightDraw.Permuted)));
        var labels = new RunnerMetric(context => Sum(context, ModelVariant.RandomLabels));
        var shifted = new RunnerMetric(context => Sum(context, new ModelVariant.ShiftedInput(2)));
        var logits = new RunnerMethod((of, image, _, _) => new Tensor([.. of.Predict(image).Logits.Values, 0, 0], 1, 2, 2));

        _run.Run(RunnerPlan.Of(
            1, [("gradient", RunnerMethod.Gradient()), ("logits", logits)],
            [("permuted", permuted), ("labels", labels), ("shifted", shifted)],
            model: model, randomLabels: companion));

        // The image is (1, 1, 0, 1), its top-1 class 1: logits 7 and 8; on (−1, −1, −2, −1) they are −13 and −4.
        Assert.That(
            _run.Load().Scores.Select(s => (s.Cell.Method, s.Cell.Metric, s.Value)),
            Is.EqualTo(new (string, string, double?)[]
            {
                ("gradient", "permuted", -10), ("gradient", "labels", 8), ("gradient", "shifted", 6),
                ("logits", "permuted", -14), ("logits", "labels", 9), ("logits", "shifted", -17),
            }));
        Assert.That(companion.IsDisposed, Is.False, "it belongs to the plan");
        Assert.That(model.Copies.Select(c => c.IsDisposed), Has.Exactly(2).Items.And.All.True);
    }

    [Test]
    public void Without_a_network_fitted_to_random_labels_the_number_is_undefined_and_nothing_failed()
    {
        var labels = new RunnerMetric(context => context.ExplainOn(ModelVariant.RandomLabels).Values.Values.Sum());
        var outcome = _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("labels", labels)]));
        Assert.That(_run.Load().Scores.Single().State.Text, Is.EqualTo("undefined:no-random-label-network"));
        Assert.That(outcome.Failures, Is.Zero);
    }

    [Test]
    public void A_metric_can_explain_a_changed_image_and_ask_for_the_truth()
    {
        var squares = new RunnerMethod((_, image, _, _) => new Tensor([.. image.Values.Select(v => v * v)], 1, 2, 2));
        var changed = new RunnerMetric(context => context.Explain(new Tensor([3, 0, 0, 0], 1, 1, 2, 2)).Values.Values[0]);
        var truth = new RunnerMetric(context => context.Truth?.Input.Count ?? -1);

        _run.Run(RunnerPlan.Of(1, [("squares", squares)], [("changed", changed), ("truth", truth)], TargetChoice.Labels));

        Assert.That(
            _run.Load().Scores.Select(s => (s.Cell.Metric, s.Cell.Target, s.Value)),
            Is.EqualTo(new (string, int, double?)[] { ("changed", 0, 9), ("changed", 1, 9), ("truth", 0, -1), ("truth", 1, 1) }));
    }

    internal static Plan Noisy(int threads = 1, long seed = 7) => RunnerPlan.Of(
        9, [("noise", RunnerMethod.Noise()), ("gradient", RunnerMethod.Gradient())],
        [("drawn", RunnerMetric.Drawn()), ("sum", RunnerMetric.Sum())],
        TargetChoice.Labels, threads, seed);
}
