using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>Intervals for agreement and reliability against loops over the same draws that use no table and no bits.</summary>
public sealed class DescriptiveIntervalTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    [Test]
    public void The_agreement_of_drawn_images_is_that_of_a_naive_loop()
    {
        var run = Run(12, noise: 0.3, gaps: true);
        var found = MetricBoard.From(run, ReportMetrics.Known).Tables.Single().Agreements.Single();

        var rows = run.Scores.ToDictionary(s => (s.Cell.Metric, s.Cell.Method, s.Cell.Image), s => s.Value);
        double? Mean(string metric, string method, int[] drawn)
        {
            double[] values = [.. drawn.Select(i => rows[(metric, method, $"i{i}")]).OfType<double>()];
            return values.Length == 0 ? null : values.Average() * (metric == "deletion" ? -1 : 1);
        }
        var taus = Bootstrap.Draws(12, Seed.Of(7).For("bootstrap"), 400).Select(drawn =>
        {
            var pairs = Names.Select(m => (X: Mean("deletion", m, drawn), Y: Mean("pointing-game", m, drawn)))
                .Where(p => p.X is not null && p.Y is not null).ToList();
            return KendallTau.Of([.. pairs.Select(p => p.X!.Value)], [.. pairs.Select(p => p.Y!.Value)]).TauB;
        });
        var expected = Bootstrap.PercentileInterval(taus, 0.95)!.Value;
        Assert.That(found.Interval.Ends!.Value.Low, Is.EqualTo(expected.Low).Within(1e-12));
        Assert.That(found.Interval.Ends!.Value.High, Is.EqualTo(expected.High).Within(1e-12));
        Assert.That((found.Interval.Images, found.Interval.State.IsOk), Is.EqualTo((12, true)));
    }

    [Test]
    public void The_reliability_of_drawn_images_is_that_of_a_naive_loop()
    {
        var run = Run(9, noise: 0.3, gaps: false);
        var row = MetricBoard.From(run, ReportMetrics.Known).Tables.Single().Rows[0];

        var rows = run.Scores.Where(s => s.Cell.Metric == "deletion").ToDictionary(s => (s.Cell.Method, s.Cell.Image), s => s.Value!.Value);
        var start = Seed.Of(7).For("bootstrap");
        var random = start.For("halves").Random();
        int[] order = [.. Enumerable.Range(0, 9)];
        var splits = Enumerable.Range(0, 8).Select(_ =>
        {
            random.Shuffle(order.AsSpan());
            return order[..4].ToHashSet();
        }).ToList();
        double Half(string method, IEnumerable<int> images) => -images.Average(i => rows[(method, $"i{i}")]);
        var drawn = Bootstrap.Draws(9, start, 200).Select(images => (double?)SplitHalf.SpearmanBrown(splits
            .Select(s => (First: images.Where(s.Contains).ToList(), Second: images.Where(i => !s.Contains(i)).ToList()))
            .Where(h => h.First.Count > 0 && h.Second.Count > 0)
            .Average(h => Correlation.Spearman(
                [.. Names.Select(m => Half(m, h.First))], [.. Names.Select(m => Half(m, h.Second))]) ?? 0)));
        var expected = CentredBootstrap.Of(row.Reliability.Value!.Value, drawn, 0.95)!.Value;
        Assert.That(row.ReliabilityInterval.Ends!.Value.Low, Is.EqualTo(expected.Low).Within(1e-9));
        Assert.That(row.ReliabilityInterval.Ends!.Value.High, Is.EqualTo(expected.High).Within(1e-9));
        Assert.That(row.ReliabilityInterval.Images, Is.EqualTo(9));
    }

    [Test]
    public void Below_eight_images_there_is_the_reason()
    {
        var table = MetricBoard.From(Run(7, 0.3, false), ReportMetrics.Known).Tables.Single();
        Assert.That(table.Agreements.Single().Interval, Is.EqualTo(DescriptiveInterval.Without(7, "too-few-images")));
        Assert.That(table.Rows[0].ReliabilityInterval, Is.EqualTo(DescriptiveInterval.Without(7, "too-few-images")));
        Assert.That(table.Agreements.Single().Tau.State.IsOk, "the number itself stands");
    }

    [Test]
    public void A_number_without_a_value_has_its_reason()
    {
        var run = Empty([Method("a"), Method("b")], [Deletion, PointingGame], "net");
        foreach (var metric in new[] { Deletion, PointingGame })
            run = run.With("a", metric, [.. Enumerable.Repeat((double?)0.5, 9)]).With("b", metric, [.. Enumerable.Repeat((double?)0.6, 9)]);
        var table = MetricBoard.From(run, ReportMetrics.Known).Tables.Single();
        Assert.That(table.Agreements.Single().Interval, Is.EqualTo(DescriptiveInterval.Without(9, "too-few-methods")));
        Assert.That(table.Rows[0].ReliabilityInterval, Is.EqualTo(DescriptiveInterval.Without(9, "too-few-methods")));
    }

    [Test]
    public void More_images_narrow_both()
    {
        (double Agreement, double Reliability) Widths(int images)
        {
            var table = MetricBoard.From(Run(images, 0.3, false), ReportMetrics.Known).Tables.Single();
            var (a, r) = (table.Agreements.Single().Interval.Ends!.Value, table.Rows[0].ReliabilityInterval.Ends!.Value);
            return (a.High - a.Low, r.High - r.Low);
        }
        var (few, many) = (Widths(10), Widths(400));
        Assert.That(many.Agreement, Is.LessThan(few.Agreement));
        Assert.That(many.Reliability, Is.LessThan(few.Reliability));
    }

    [TestCase(8, 400)]
    [TestCase(5000, 400)]
    [TestCase(10000, 200)]
    [TestCase(1000000, 100)]
    public void Very_many_images_are_drawn_less_often(int images, int resamples) =>
        Assert.That(OrderResamples.Count(images), Is.EqualTo(resamples));

    private static RunResults Run(int images, double noise, bool gaps)
    {
        var run = Empty([.. Names.Select(n => Method(n)), Control("random")], [Deletion, PointingGame], "net");
        foreach (var (m, name) in Names.Index())
            foreach (var metric in new[] { Deletion, PointingGame })
            {
                var random = Seed.Of(5).For(name).For(metric.Key).Random();
                var sign = metric == Deletion ? 1 : -1;
                run = run.With(name, metric,
                    [.. Enumerable.Range(0, images).Select(i => gaps && (i + m) % 5 == 0
                        ? null : (double?)(0.5 + sign * 0.1 * m + noise * random.NextGaussian()))]);
            }
        return run;
    }
}
