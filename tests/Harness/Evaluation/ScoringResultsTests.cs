using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Files;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class ScoringResultsTests
{
    private RunnerDirectory _folder = null!;

    [SetUp]
    public void Begin() => _folder = new RunnerDirectory();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void A_number_over_all_images_stands_after_them()
    {
        var results = Run([new Largest(), RunnerMetric.Sum()], [1, 5, 3]);
        Assert.That(results.Scores.Select(s => (s.Cell.Metric, s.Cell.Image, s.Value)), Is.EqualTo(new (string, string, double?)[]
        {
            ("m0", "0", 1), ("m0", "1", 5), ("m0", "2", 3), ("m0", "*", 5), ("m1", "0", 4), ("m1", "1", 20), ("m1", "2", 12),
        }));
        using var csv = new MemoryStream();
        CsvExport.WriteScores(csv, results.Scores);
        Assert.That(
            System.Text.Encoding.UTF8.GetString(csv.ToArray()),
            Does.Contain("images,fake,maps,m0,number,*,,5,ok\r\n").And.Contain("images,fake,maps,m0,number,2,1,3,ok\r\n"));
    }

    [Test]
    public void Images_without_a_number_are_left_out_of_it_and_none_is_a_state()
    {
        Assert.That(Run([new Largest()], [1, -5, 3]).Scores[^1].Value, Is.EqualTo(3));
        Assert.That(Run([new Largest()], [-1, -5]).Scores[^1].State.Text, Is.EqualTo("undefined:no-image"));
    }

    [Test]
    public void A_metric_that_fails_fails_alone_and_so_does_an_image()
    {
        var picky = new RunnerMetric(context => context.Map.Values[0] == 5 ? throw new ArgumentException("I dislike 5.") : 1);
        var results = Run([picky, RunnerMetric.Sum(), new Largest()], [1, 5, 3], broken: 2);
        Assert.That(
            results.Scores.Select(s => s.State.Text),
            Is.EqualTo(new[] { "ok", "failed", "failed", "ok", "ok", "failed", "ok", "ok", "failed", "ok" }));
        Assert.That(results.Scores[^1].Value, Is.EqualTo(5));
        Assert.That(results.Failures.Select(f => (f.Metric, f.Image, f.Error)), Is.EqualTo(new[]
        {
            ("", "2", "There is no image 2."), ("m0", "1", "ArgumentException: I dislike 5."),
        }));
    }

    [Test]
    public void The_metrics_of_a_map_share_their_work_and_maps_share_nothing()
    {
        var computed = 0;
        RunnerMetric Sharing() => new(context => context.Share("key", () => Interlocked.Increment(ref computed)));
        Run([Sharing(), Sharing()], [1, 5, 3], threads: 3);
        Assert.That(computed, Is.EqualTo(3));
    }

    [Test]
    public void What_does_not_depend_on_the_map_is_shared_by_all_methods_of_an_image()
    {
        var (ofImage, ofMap) = (0, 0);
        var image = new RunnerMetric(context => context.ShareForImage("key", () => Interlocked.Increment(ref ofImage)));
        var map = new RunnerMetric(context => context.Share("key", () => Interlocked.Increment(ref ofMap)));
        var results = Run([image, map], [1, 5, 3], files: ["a", "b"]);
        Assert.That((ofImage, ofMap), Is.EqualTo((3, 6)));
        Assert.That(results.Scores.Select(s => (s.Cell.Method, s.Cell.Metric, s.Cell.Image)), Is.EqualTo(
            from file in new[] { "a", "b" }
            from metric in new[] { "m0", "m1" }
            from i in new[] { "0", "1", "2" }
            select (file, metric, i)));
    }

    [Test]
    public void What_needs_a_method_is_undefined_and_what_is_no_number_too()
    {
        var results = Run(
            [
                new RunnerMetric(c => c.Explain(c.Image).Values.Length),
                new RunnerMetric(c => c.ExplainOn(new ModelVariant.Randomized(0, 1)).Values.Length),
                new RunnerMetric(c => c.ExplainOn(ModelVariant.RandomLabels).Values.Length),
                new RunnerMetric(c => c.Reexplanation.Mosaic(2, 0.9).Target),
                new RunnerMetric(c => c.ImageSpace.CompressedSize(c.Image)), new RunnerMetric(_ => double.NaN),
                new RunnerMetric(c => c.Reexplanation.WeightLayerCount),
            ],
            [1]);
        Assert.That(results.Scores.Select(s => s.State.Text), Is.EqualTo(new[]
        {
            "undefined:no-method", "undefined:no-method", "undefined:no-method", "undefined:no-method", "undefined:no-preprocessing",
            "undefined:not-finite", "ok",
        }));
        Assert.That(results.Failures, Is.Empty);
    }

    [Test]
    public void Draws_are_of_the_image_and_the_metric_and_not_of_threads_or_the_file()
    {
        ScoringResults Drawn(int threads, string file) =>
            Run([RunnerMetric.Drawn(), RunnerMetric.Drawn()], [0, 0, 0, 0], threads: threads, files: [file]);
        var first = Drawn(1, "maps").Scores.Select(s => s.Value).ToList();
        Assert.That(first, Is.Unique);
        Assert.That(Drawn(4, "other").Scores.Select(s => s.Value), Is.EqualTo(first));
        // The seed of the image, whatever the file.
        Assert.That(first[1], Is.EqualTo(Seed.Of(7).For("content 1").For("m0").Random().NextDouble()));
    }

    [Test]
    public void Whoever_stops_it_gets_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(() => Run([RunnerMetric.Sum()], [1, 2], cancel: stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    // Map i is constantly values[i].
    private ScoringResults Run(
        IReadOnlyList<IMetric> metrics, IReadOnlyList<float> values, int threads = 1, int? broken = null, string[]? files = null,
        CancellationToken cancel = default)
    {
        files ??= ["maps"];
        foreach (var file in files)
            NpyFile.Write(
                _folder.File($"{file}.npy"), new Tensor([.. values.SelectMany(v => Enumerable.Repeat(v, 4))], values.Count, 2, 2));
        var images = new LooseImages("images", [.. values.Select((_, i) => Image(i, broken))], null);
        var first = Enumerable.Range(0, values.Count).ToDictionary(i => $"{i}", i => i);
        var job = new Job(
            "fake", new RunnerModel(), images,
            [.. files.Select(file => MapFileSource.InOrder(file, _folder.File($"{file}.npy"), ChannelReduction.Sum, first))],
            [.. metrics.Select((m, i) => new Unit<IMetric>($"m{i}", $"m{i}", m))]);
        return ScoringResults.Of(job, new EvaluationOptions(7, threads), new Silence(), cancel);
    }

    private static LooseImage Image(int index, int? broken) => new(
        $"{index}",
        () => index == broken ? throw new InputException($"There is no image {index}.") : new Tensor([index, 1, 0, 1], 1, 1, 2, 2),
        [1], null, $"content {index}");

    private sealed class Silence : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
        }
    }

    /// <summary>The map's first value, over many images the largest; none where it is negative.</summary>
    private sealed class Largest : IPooledMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, 0, 10)];

        public MetricResult Evaluate(IMetricContext context) => context.Map.Values[0] < 0
            ? MetricResult.Without(this, CellState.Degenerate("negative"))
            : MetricResult.Of(ScoreValue.Ok("number", context.Map.Values[0]));

        public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
            [ScoreValue.Ok("number", images.Max(i => i.Scores[0].Value!.Value))];
    }
}
