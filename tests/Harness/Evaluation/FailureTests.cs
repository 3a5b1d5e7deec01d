using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class FailureTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_method_that_fails_on_one_image_fails_no_other_of_its_batch()
    {
        var picky = new RunnerMethod(
            (_, image, _, _) => image.Values[0] == 2 ? throw new ArgumentException("I dislike 2.") : image.ItemTensor(0));

        var outcome = _run.Run(RunnerPlan.Of(3, [("picky", picky)], [("a", RunnerMetric.Sum()), ("b", RunnerMetric.Sum())]));

        var results = _run.Load();
        Assert.That(outcome, Is.EqualTo(new RunOutcome(6, 1, false)));
        Assert.That(results.Failures, Is.EqualTo(new[]
        {
            new FailureRow("toys", "linear", "picky", "", "i2", 1, "ArgumentException: I dislike 2."),
        }));
        // Image k is its own map: k + 1 + 0 + 1.
        Assert.That(
            results.Scores.Select(s => (s.Cell.Metric, s.Cell.Image, s.Value, s.State)),
            Is.EqualTo(new (string, string, double?, CellState)[]
            {
                ("a", "i1", 3, CellState.Ok), ("a", "i2", null, CellState.Failed), ("a", "i3", 5, CellState.Ok),
                ("b", "i1", 3, CellState.Ok), ("b", "i2", null, CellState.Failed), ("b", "i3", 5, CellState.Ok),
            }));
    }

    [Test]
    public void A_method_that_has_nothing_to_say_of_the_network_is_no_failure_and_why_is_kept()
    {
        var nothing = new RunnerMethod((_, _, _, _) => throw new NotApplicableException("no-attention", "There is no attention here."));

        var outcome = _run.Run(RunnerPlan.Of(2, [("nothing", nothing)], [("a", RunnerMetric.Sum()), ("b", RunnerMetric.Sum())]));

        var results = _run.Load();
        Assert.That(outcome, Is.EqualTo(new RunOutcome(4, 0, false)));
        Assert.That(results.Scores.Select(s => s.State), Is.All.EqualTo(CellState.Undefined("no-attention")).And.Exactly(4).Items);
        Assert.That(results.Remarks.Select(r => (r.Method, r.Image, r.State, r.Why)), Is.EqualTo(new[]
        {
            ("nothing", "i1", "undefined:no-attention", "There is no attention here."),
            ("nothing", "i2", "undefined:no-attention", "There is no attention here."),
        }));
        Assert.That(results.Timings, Is.Empty);
        Assert.That(results.Failures, Is.Empty);
    }

    [Test]
    public void A_map_that_says_nothing_is_looked_into()
    {
        var constant = new RunnerMethod((_, image, _, _) => new Tensor([.. Enumerable.Repeat(7f, 4)], 1, 2, 2));

        _run.Run(RunnerPlan.Of(1, [("constant", constant)], [("a", RunnerMetric.Sum())]));

        // A fake declares no needs: it asks no model.
        Assert.That(
            _run.Load().Remarks,
            Is.EqualTo(new[]
            {
                new RemarkRow("toys", "linear", "constant", "i1", 1, "degenerate:constant", "the method does not use the model"),
            }));
    }

    [Test]
    public void A_method_that_always_fails_fails_alone_and_its_message_is_for_people()
    {
        var error = new NoGradientRuleException("Foo", "node_7", "it is unknown.");
        var broken = new RunnerMethod((_, _, _, _) => throw error);

        var outcome =
            _run.Run(RunnerPlan.Of(2, [("broken", broken), ("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())]));

        var results = _run.Load();
        Assert.That(outcome, Is.EqualTo(new RunOutcome(4, 2, false)));
        Assert.That(results.Failures.Select(f => (f.Method, f.Image, f.Error)), Is.EqualTo(new[]
        {
            ("broken", "i1", error.Message), ("broken", "i2", error.Message),
        }));
        Assert.That(
            results.Scores.Select(s => s.State), Is.EqualTo(new[] { CellState.Failed, CellState.Failed, CellState.Ok, CellState.Ok }));
        Assert.That(results.Timings.Select(t => t.Method).Distinct(), Is.EqualTo(new[] { "gradient" }));
    }

    [Test]
    public void A_metric_that_fails_leaves_the_others_their_numbers()
    {
        var broken = new RunnerMetric(context => context.Image.Values[0] == 1 ? throw new DivideByZeroException("by zero") : 5);

        var outcome =
            _run.Run(RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient())], [("broken", broken), ("sum", RunnerMetric.Sum())]));

        var results = _run.Load();
        Assert.That(outcome.Failures, Is.EqualTo(1));
        Assert.That(results.Failures, Is.EqualTo(new[]
        {
            new FailureRow("toys", "linear", "gradient", "broken", "i1", 1, "DivideByZeroException: by zero"),
        }));
        Assert.That(results.Scores.Select(s => (s.Value, s.State)), Is.EqualTo(new (double?, CellState)[]
        {
            (null, CellState.Failed), (5, CellState.Ok), (6, CellState.Ok), (6, CellState.Ok),
        }));
    }

    [Test]
    public void An_image_that_cannot_be_read_leaves_its_cells_without_numbers()
    {
        var outcome = _run.Run(RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], broken: ["i1"]));

        var results = _run.Load();
        Assert.That(outcome, Is.EqualTo(new RunOutcome(2, 1, false)));
        Assert.That(results.Failures, Is.EqualTo(new[] { new FailureRow("toys", "linear", "", "", "i1", null, "'1' is not a picture.") }));
        Assert.That(results.Scores.Select(s => (s.Cell.Image, s.Cell.Target, s.State)), Is.EqualTo(new[]
        {
            ("i1", -1, CellState.Failed), ("i2", 1, CellState.Ok),
        }));
        Assert.That(results.Predictions.Select(p => p.Image), Is.EqualTo(new[] { "i2" }));
        Assert.That(results.Timings, Has.Count.EqualTo(5));
    }

    [Test]
    public void The_labelled_targets_of_an_unreadable_image_are_known()
    {
        _run.Run(
            RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels, broken: ["i1"]));

        Assert.That(_run.Load().Scores.Select(s => s.Cell.Target), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void A_metric_without_a_number_says_so_by_its_state_and_is_no_failure()
    {
        var plan = RunnerPlan.Of(
            1, [("gradient", RunnerMethod.Gradient())], [("undefined", new Undefined()), ("nan", new RunnerMetric(_ => double.NaN))]);

        var outcome = _run.Run(plan);

        Assert.That(outcome.Failures, Is.Zero);
        Assert.That(_run.Load().Scores.Select(s => (s.Value, s.State.Text)), Is.EqualTo(new (double?, string)[]
        {
            (null, "undefined:no-annotation"), (null, "undefined:not-finite"),
        }));
    }

    [Test]
    public void Units_that_break_their_contract_are_failures()
    {
        var plan = RunnerPlan.Of(1, [("flat", new RunnerMethod((_, image, _, _) => image.Reshape(4)))], [("sum", RunnerMetric.Sum())]);
        _run.Run(plan);
        Assert.That(_run.Load().Failures.Single().Method, Is.EqualTo("flat"));

        using var other = new RunnerDirectory();
        other.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("liar", new Liar())]));
        Assert.That(other.Load().Failures.Single().Error, Does.Contain("'liar' gave lie instead of truth"));
    }

    [TestCase("4", 4)]
    [TestCase("2×2×2", 2, 2, 2)]
    [TestCase("1×3×2", 1, 3, 2)]
    public void A_map_of_a_shape_that_the_input_has_not_is_no_map(string shown, params int[] shape)
    {
        var odd = new RunnerMethod((_, _, _, _) => Tensor.Zeros(shape));
        _run.Run(RunnerPlan.Of(1, [("odd", odd)], [("sum", RunnerMetric.Sum())]));
        Assert.That(_run.Load().Failures.Single().Error, Does.Contain($"'odd' gave {shown}: "));
    }

    // A timeout of HttpClient is such an exception; the run was not stopped.
    [Test]
    public void A_cancellation_that_nobody_asked_for_is_a_failure_of_the_unit([Values] bool isBatched)
    {
        var slow = new RunnerMethod((_, image, _, _) =>
            isBatched || image.Values[0] == 2 ? throw new TaskCanceledException("too slow") : image.ItemTensor(0));
        var late = new RunnerMetric(_ => throw new OperationCanceledException("too late"));
        var plan = RunnerPlan.Of(
            2, [("slow", slow), ("gradient", RunnerMethod.Gradient())], [("late", late), ("sum", RunnerMetric.Sum())]);

        Assert.That(_run.Run(plan).Cancelled, Is.False);

        var errors = _run.Load().Failures.Select(f => (f.Method, f.Metric, f.Image, f.Error)).ToList();
        Assert.That(errors, Does.Contain(("slow", "", "i2", "TaskCanceledException: too slow")));
        Assert.That(errors, Does.Contain(("gradient", "late", "i1", "OperationCanceledException: too late")));
        Assert.That(_run.Load().Scores.Count(s => s.Cell is { Method: "gradient", Metric: "sum" } && s.State.IsOk), Is.EqualTo(2));
        Assert.That(_run.Run(plan).Cancelled, Is.False, "it is not stopped the second time either");
    }

    [Test]
    public void A_cancellation_by_the_run_is_none()
    {
        using var stop = new CancellationTokenSource();
        var stopped = new RunnerMethod((_, _, _, _) =>
        {
            stop.Cancel();
            throw new OperationCanceledException("as asked");
        });
        var plan = RunnerPlan.Of(1, [("stopped", stopped)], [("sum", RunnerMetric.Sum())]);
        Assert.That(_run.Run(plan, _ => { }, stop.Token).Cancelled);
        Assert.That(_run.Load().Failures, Is.Empty);
    }

    [Test]
    public void An_array_that_no_machine_could_hold_is_a_failure_of_the_unit()
    {
        var huge = new RunnerMethod((_, _, _, _) => new Tensor(new float[int.MaxValue], 1, 2, 2));
        Assert.That(
            _run.Run(RunnerPlan.Of(1, [("huge", huge), ("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())])).Failures,
            Is.EqualTo(1));
        Assert.That(_run.Load().Failures.Single().Error, Does.StartWith("OutOfMemoryException: Array dimensions"));
    }

    [Test]
    public void Who_exhausts_the_memory_is_named()
    {
        var greedy = new RunnerMethod((_, _, _, _) => throw new OutOfMemoryException());
        Assert.That(
            () => _run.Run(RunnerPlan.Of(1, [("greedy", greedy)], [("sum", RunnerMetric.Sum())])),
            Throws.TypeOf<OutOfMemoryException>().With.Message.StartsWith("greedy: the memory of the machine does not suffice")
                .And.Message.Contains("What is finished is kept"));
    }

    [Test]
    public void Exhausted_memory_stops_the_run()
    {
        var greedy = new RunnerMetric(_ => throw new InsufficientMemoryException("no more"));

        Assert.That(
            () => _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("greedy", greedy)])),
            Throws.TypeOf<InsufficientMemoryException>());
    }

    private sealed class Undefined : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("hit", Direction.Higher, 0, 1)];

        public MetricResult Evaluate(IMetricContext context) => MetricResult.Without(this, CellState.Undefined("no-annotation"));
    }

    private sealed class Liar : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("truth", Direction.Higher, 0, 1)];

        public MetricResult Evaluate(IMetricContext context) => MetricResult.Of(ScoreValue.Ok("lie", 1));
    }
}
