using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportMetrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class PooledMetricTests
{
    private static readonly double[][] Curves = [[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1], [1, 1, 0]];

    private static RunResults Run(int copies = 1) => Empty([Method("a"), Control("random")], [BestThreshold], "net")
        .WithThresholds("a", [.. Enumerable.Repeat(Curves, copies).SelectMany(c => c), null])
        .WithThresholds("random", [0, 0, 0.25], [0, 0.25, 0], [0.25, 0, 0], [0, 0, 0], [0.5, 0.5, 0.5]);

    private static LeaderboardCell Cell(string method, int copies = 1) =>
        Leaderboard.From(Run(copies), Known).Tables.Single().Rows.Single(r => r.Method.Key == method).Cells.Single();

    // The threshold that is best for all, from curves given by index.
    private static double Pool(IEnumerable<int> images) => Enumerable.Range(0, 3).Max(x => images.Average(i => Curves[i % 4][x]));

    [Test]
    public void The_leaderboard_has_the_pooled_number_not_the_mean_of_the_images()
    {
        var cell = Cell("a");
        Assert.That(cell.Mean, Is.EqualTo(0.5), "every image alone reaches 1");
        Assert.That((cell.Images, cell.Counts), Is.EqualTo((4, new StateCounts(4, 1, 0, 0))), "the degenerate one is not in the pool");
    }

    [Test]
    public void Its_interval_is_of_numbers_pooled_anew_from_drawn_images()
    {
        var random = Seed.Of(7).For("bootstrap").Random();
        var pooled = new List<double>();
        for (var r = 0; r < PooledSample.Resamples; r++)
            pooled.Add(Pool([.. Enumerable.Range(0, 8).Select(_ => random.NextInt(8))]));
        var interval = Cell("a", copies: 2).Interval!.Ends;
        Assert.That(interval.Low, Is.EqualTo(Quantile.Of(pooled, 0.025)).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(Quantile.Of(pooled, 0.975)).Within(1e-12));
    }

    [Test]
    public void Below_eight_images_it_has_no_interval() => Assert.That(Cell("a").Interval, Is.Null);

    [Test]
    public void It_has_no_mark_as_no_image_has_a_value_of_its_own()
    {
        Assert.That(Cell("a").Verdict, Is.EqualTo(Verdict.None));
        Assert.That(Cell("a", copies: 2).Interval!.Procedure, Is.EqualTo("percentile"));
        Assert.That(Cell("random").Mean, Is.EqualTo(0.15).Within(1e-12));
    }

    [Test]
    public void The_numbers_over_all_images_follow_those_of_the_images_in_the_scores()
    {
        using var directory = new RunnerDirectory();
        CsvExport.Write(Run().With("a", BestThreshold with { Key = "other" }, [0.5]), directory.Path, Known);
        var lines = File.ReadAllLines(directory.File(RunFiles.Scores));
        Assert.That(lines[6], Is.EqualTo("toy,net,a,best-threshold,accuracy,*,,0.5,ok"));
        Assert.That(lines[12], Does.StartWith("toy,net,random,best-threshold,accuracy,*,,0.15"));
        Assert.That(lines, Has.Length.EqualTo(14), "a header, 11 images, one row for each pool and none for the other metric");
    }

    [Test]
    public void Without_any_image_the_pool_is_undefined()
    {
        using var directory = new RunnerDirectory();
        CsvExport.Write(Empty([Method("a")], [BestThreshold], "net").WithThresholds("a", [null]), directory.Path, Known);
        Assert.That(
            File.ReadAllLines(directory.File(RunFiles.Scores))[2], Is.EqualTo("toy,net,a,best-threshold,accuracy,*,,,undefined:no-image"));
    }

    [Test]
    public void Nothing_that_comes_with_VisEval_is_pooled_unless_it_says_so()
    {
        Assert.That(KnownMetrics.BuiltIn.Pooled(Deletion), Is.Null);
        Assert.That(KnownMetrics.BuiltIn.Cost(Deletion), Is.Null);
        Assert.That(KnownMetrics.BuiltIn.Cost(Deletion with { Key = "backwards", Name = "backwards" })!.Of(new(1, 2, 3, 4)), Is.EqualTo(3));
    }

    // One number stands for every image alone, the other over images only.
    [Test]
    public void A_number_over_images_alone_counts_the_images_that_are_pooled()
    {
        var info = new MetricInfo(
            "two", "two", "localization", "nobody",
            [new("alone", Direction.Higher, 0, 1), new("together", Direction.Higher, 0, 3)]);
        CellKey Cell(int image) => new("toy", "net", "a", "two", $"i{image}", 0);
        IEnumerable<ScoreRow> Image(int i, double? value) =>
        [
            new(Cell(i), "alone", value, value is null ? CellState.Degenerate("constant") : CellState.Ok),
            new(Cell(i), "together", null, value is null ? CellState.Degenerate("constant") : CellState.Undefined("one-image")),
        ];
        double?[] values = [0.25, 0.5, 1, null];
        var run = Empty([Method("a")], [info], "net");
        run = run with
        {
            Scores = [.. values.SelectMany((v, i) => Image(i, v))],
            Curves = [.. values.Index().Where(v => v.Item is not null)
                .Select(v => new CurveRow(Cell(v.Index), "alone", [0], [v.Item!.Value]))],
        };
        var known = new KnownMetrics(metric => metric.Name == "two" ? new Two(info.Scores) : null, _ => null);
        var cells = Leaderboard.From(run, known).Tables.Single().Rows.Single().Cells;
        Assert.That(cells.Select(c => c.Mean), Is.EqualTo(new[] { 1.75 / 3, 1.75 }));
        Assert.That(cells.Select(c => c.Counts), Is.All.EqualTo(new StateCounts(3, 1, 0, 0)));
        Assert.That(cells.Select(c => c.Images), Is.All.EqualTo(3));
    }

    private sealed record Two(IReadOnlyList<ScoreInfo> Scores) : IPooledMetric
    {
        public MetricResult Evaluate(IMetricContext context) => throw new NotSupportedException("Reports score nothing.");

        public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
        [
            ScoreValue.Ok("alone", images.Average(i => i.Curves.Single().Y[0])),
            ScoreValue.Ok("together", images.Sum(i => i.Curves.Single().Y[0])),
        ];
    }
}
