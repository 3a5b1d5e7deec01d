using VisEval.Core;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

/// <summary>Methods that are dear to call explain several images of a run in one call.</summary>
public sealed class AheadOfTurnTests
{
    // Cost is measured until a tenth of a second has passed, five times at most.
    private const int Timings = 5;

    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void Images_share_a_call_in_the_order_of_the_run_and_costs_are_measured_by_calls_of_one([Values(1, 3, 8)] int threads)
    {
        var method = new Dear();
        _run.Run(Plan(10, method, threads));
        Assert.That(
            method.Calls.Take(3), Is.EquivalentTo(new int[][] { [1, 2, 3, 4], [5, 6, 7, 8], [9, 10] }), "each image in one call");
        Assert.That(method.Calls.Skip(3), Has.Count.EqualTo(Timings).And.All.EqualTo(new[] { 1 }));
        Assert.That(_run.Load().Scores.Count(s => s.State.IsOk), Is.EqualTo(10));
    }

    [Test]
    public void A_run_that_was_stopped_makes_the_same_calls_when_it_goes_on([Values(1, 4)] int threads, [Values(1, 3, 7)] int after)
    {
        using var undisturbed = new RunnerDirectory();
        undisturbed.Run(Plan(10, new Dear()));
        using var cancel = new CancellationTokenSource();
        _run.Run(Plan(10, new Dear(), threads), p => { if (p.Done >= after) cancel.Cancel(); }, cancel.Token);
        var (stored, rest) = (_run.Load().Scores.Count, new Dear());
        _run.Run(Plan(10, rest, threads));
        Assert.That(stored, Is.InRange(after, 9));
        // A map tells the company of its image, so that the numbers are those of the same calls.
        Assert.That(_run.ScoresCsv(), Is.EqualTo(undisturbed.ScoresCsv()));
        Assert.That(
            rest.Calls.Where(c => c.Count > 1), Is.SubsetOf(new int[][] { [1, 2, 3, 4], [5, 6, 7, 8], [9, 10] }),
            "what shares a call follows from the plan");
    }

    [Test]
    public void Of_a_call_that_fails_each_image_has_an_error_of_its_own_and_the_next_call_is_shared_again()
    {
        var method = new Dear { Fails = images => images.Contains(3) ? new ExternalFailureException("not this one") : null };
        _run.Run(Plan(8, method));
        Assert.That(method.Calls.Take(6), Is.EqualTo(new int[][] { [1, 2, 3, 4], [1], [2], [3], [4], [5, 6, 7, 8] }));
        var results = _run.Load();
        Assert.That(results.Failures.Select(f => f.Error), Has.All.Contains("not this one"));
        Assert.That(results.Scores.Where(s => !s.State.IsOk).Select(s => s.Cell.Image), Is.EqualTo(new[] { "i3" }));
    }

    [Test]
    public void After_a_call_that_ran_out_of_time_every_image_has_a_call_of_its_own()
    {
        var method = new Dear { Fails = i => i.Count > 1 ? new ExternalFailureException("too long") { TookTooLong = true } : null };
        _run.Run(Plan(8, method));
        Assert.That(method.Calls[0], Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(method.Calls.Skip(1).Take(8), Is.EqualTo(Enumerable.Range(1, 8).Select(i => new[] { i })));
        Assert.That(_run.Load().Failures, Is.Empty);
    }

    [Test]
    public void An_image_that_cannot_be_read_is_left_out_of_its_call()
    {
        var method = new Dear();
        _run.Run(Plan(4, method, broken: ["i2"]));
        Assert.That(method.Calls[0], Is.EqualTo(new[] { 1, 3, 4 }));
        Assert.That(_run.Load().Scores.Count(s => s.State.IsOk), Is.EqualTo(3));
    }

    [Test]
    public void Images_that_lend_each_other_their_maps_are_explained_once([Values(1, 4)] int threads)
    {
        var method = new Dear();
        var plan = Plan(10, method, threads);
        _run.Run(plan with { Jobs = [plan.Jobs[0] with { Shuffles = true }] });
        var calls = method.Calls.SkipLast(Timings).ToList();
        Assert.That(calls.SelectMany(c => c), Is.EquivalentTo(Enumerable.Range(1, 10)));
        Assert.That(calls, Has.Count.EqualTo(3));
        Assert.That(_run.Load().Shuffled.Count(s => s.State.IsOk), Is.EqualTo(10));
    }

    [Test]
    public void Shards_make_the_calls_of_the_single_run([Values(2, 3)] int count)
    {
        using var undisturbed = new RunnerDirectory();
        undisturbed.Run(Plan(10, new Dear()));
        var method = new Dear();
        var plan = Plan(10, method, threads: 2);
        for (var i = 1; i <= count; i++)
            _run.Run(plan, part: new ShardPlan(plan, new DeclaredWork()).Part(new Shard(i, count)));
        Assert.That(_run.ScoresCsv(), Is.EqualTo(undisturbed.ScoresCsv()), "a map tells the company of its image");
        Assert.That(method.Calls.Count(c => c.Count > 1), Is.InRange(3, 3 + count - 1), "one more where a border cuts a call");
    }

    [Test]
    public void A_part_of_a_run_explains_no_image_of_another_part()
    {
        var method = new Dear();
        var plan = Plan(10, method, threads: 4);
        var units = WorkUnits.ByImages(plan.Jobs[0], 7).Where(u => u.Images[0] is "i2" or "i3" or "i9").ToList();
        _run.Run(plan, part: new PlanPart([JobPart.Of(plan.Jobs[0], units, times: false)], []));
        Assert.That(method.Calls, Is.EqualTo(new int[][] { [2, 3, 9] }));
    }

    private static Plan Plan(int images, Dear method, int threads = 1, IEnumerable<string>? broken = null) =>
        RunnerPlan.Of(images, [("dear", method)], [("sum", new Sum())], threads: threads, broken: broken);

    [Measures(Construct.Removal)]
    private sealed class Sum : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, -1000, 1000)];

        public MetricResult Evaluate(IMetricContext context) =>
            MetricResult.Of(ScoreValue.Ok("number", context.Map.Values.Sum(v => (double)v)));
    }

    // The first pixel of image k is k; a map has the number of its image and the sum of all numbers of the call.
    [Passes("0", "0")]
    private sealed class Dear : IAttributionMethod, ILargeBatches
    {
        private readonly List<IReadOnlyList<int>> _calls = [];

        public Func<IReadOnlyList<int>, Exception?> Fails { get; init; } = _ => null;

        public IReadOnlyList<IReadOnlyList<int>> Calls => _calls;

        public int MostTogether(int values) => 64;

        public int MostAhead(int values) => 4;

        public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
        {
            int[] images = [.. Enumerable.Range(0, batch.Count).Select(i => (int)batch.Values.Item(i)[0])];
            lock (_calls)
                _calls.Add(images);
            if (Fails(images) is { } error)
                throw error;
            return [.. images.Select(i => new Attribution(new Tensor([i, images.Sum(), 0, 1], 1, 2, 2)))];
        }
    }
}
