using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class MetricBoardTests
{
    private static readonly MethodInfo[] Methods = [Method("a"), Method("b"), Method("c"), Control("random"), Control("center")];

    private static MetricRow Row(RunResults run, string metric = "deletion") =>
        MetricBoard.From(run, ReportMetrics.Known).Tables.Single().Rows.Single(r => r.Number.Metric.Key == metric && r.Number.IsHeadline);

    private static double?[] Drawn(string what, int images, double around) =>
        [.. Enumerable.Range(0, images).Select(i => (double?)(around + 0.1 * Seed.Of(3).For(what).For(i).Random().NextGaussian()))];

    // Lower is better: a, b, c are better than random on every image, in this order.
    private static RunResults Separating(int images = 12) => Empty(Methods, [Deletion], "net")
        .With("a", Deletion, [.. Enumerable.Range(0, images).Select(i => (double?)(0.10 + 0.01 * i))])
        .With("b", Deletion, [.. Enumerable.Range(0, images).Select(i => (double?)(0.20 + 0.01 * i))])
        .With("c", Deletion, [.. Enumerable.Range(0, images).Select(i => (double?)(0.30 + 0.01 * i))])
        .With("random", Deletion, [.. Enumerable.Range(0, images).Select(i => (double?)(0.40 + 0.01 * i))])
        .With("center", Deletion, [.. Enumerable.Range(0, images).Select(_ => (double?)0.9)]);

    [Test]
    public void A_metric_by_which_every_method_is_better_on_every_image_separates_fully_and_reliably()
    {
        var row = Row(Separating());
        Assert.That((row.Separation.Value, row.Interval, row.Verdict), Is.EqualTo((1.0, new Interval(1, 1), MetricVerdict.Separates)));
        Assert.That((row.Methods, row.Images, row.Above, row.Below), Is.EqualTo((3, 12, 3, 0)));
        Assert.That(row.Reliability.Value, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void The_direction_decides_what_is_better()
    {
        var run = Separating();
        var row = Row(run with
        {
            Info = run.Info with
            {
                Metrics = [Deletion with { Scores = [Deletion.Scores[0] with { Direction = VisEval.Metrics.Direction.Higher }] }],
            },
        });
        Assert.That((row.Separation.Value, row.Verdict, row.Above, row.Below), Is.EqualTo((-1.0, MetricVerdict.Reversed, 0, 3)));
    }

    [Test]
    public void A_metric_of_pure_noise_shows_no_significant_difference_and_is_marked_in_every_report()
    {
        var run = Empty(Methods, [Deletion], "net")
            .With("a", Deletion, Drawn("a", 12, 0.5)).With("b", Deletion, Drawn("b", 12, 0.5)).With("c", Deletion, Drawn("c", 12, 0.5))
            .With("random", Deletion, Drawn("r", 12, 0.5));
        var row = Row(run);
        Assert.That(row.Verdict, Is.EqualTo(MetricVerdict.CannotTell));
        Assert.That(row.Interval!.Value.Low, Is.LessThan(0));
        Assert.That(row.Interval.Value.High, Is.GreaterThan(0));
        var (board, metrics) = (Leaderboard.From(run), MetricBoard.From(run));
        Assert.That(LeaderboardMarkdown.Render(run, board, metrics), Does.Contain("⌀ no significant difference to random"));
        Assert.That(MetricsCsv.Render(metrics), Does.Contain(",cannot-tell,"));
        Assert.That(
            new HtmlReport().Render(new ReportContext(run, board, metrics, [])),
            Does.Contain("deletion ↓ ⌀").And.Contain("⌀ no significant difference to random"));
    }

    [Test]
    public void Methods_significantly_above_and_below_random_are_both_ways()
    {
        double?[] Constant(double value) => [.. Enumerable.Repeat<double?>(value, 12)];
        // One image turns: the mean of the two methods is not always 0, and its interval holds 0.
        var run = Empty([Method("a"), Method("b"), Control("random")], [Deletion], "net")
            .With("a", Deletion, [.. Constant(0.1)]).With("b", Deletion, [0.4, .. Constant(0.9)[1..]])
            .With("random", Deletion, Constant(0.5));
        var row = Row(run);
        Assert.That((row.Above, row.Below), Is.EqualTo((1, 1)));
        Assert.That(row.Verdict, Is.EqualTo(MetricVerdict.BothWays));
    }

    [Test]
    public void The_separation_is_the_mean_over_methods_of_paired_wins_minus_losses()
    {
        var run = Empty([Method("a"), Method("b"), Control("random")], [PointingGame], "net")
            .With("a", PointingGame, [1, 1, 0, 0, null, 1]).With("b", PointingGame, [0, 1, 1, 1, 1, 1])
            .With("random", PointingGame, [0, 1, 1, 0, 0, null]);
        // a: +, 0, −, 0 of four; b: 0, 0, 0, +, + of five.
        Assert.That(Row(run, "pointing-game").Separation.Value, Is.EqualTo((0.0 + 0.4) / 2).Within(1e-12));
    }

    [Test]
    public void The_interval_is_that_of_a_naive_twin_over_drawn_images()
    {
        var run = Empty([Method("a"), Method("b"), Control("random")], [Deletion], "net")
            .With("a", Deletion, Drawn("a", 8, 0.45)).With("b", Deletion, Drawn("b", 8, 0.5)).With("random", Deletion, Drawn("r", 8, 0.5));
        int Sign(string method, int image) =>
            Math.Sign(Drawn("r", 8, 0.5)[image]!.Value - Drawn(method, 8, method == "a" ? 0.45 : 0.5)[image]!.Value);
        var random = Seed.Of(7).For("metrics").Random();
        var values = new List<double>();
        for (var r = 0; r < MetricBoard.Resamples; r++)
        {
            int[] drawn = [.. Enumerable.Range(0, 8).Select(_ => random.NextInt(8))];
            values.Add((drawn.Average(i => Sign("a", i)) + drawn.Average(i => Sign("b", i))) / 2);
        }
        var interval = Row(run).Interval!.Value;
        Assert.That(interval.Low, Is.EqualTo(Quantile.Of(values, 0.025)).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(Quantile.Of(values, 0.975)).Within(1e-12));
    }

    [Test]
    public void Too_few_images_or_methods_are_a_state_and_no_number()
    {
        var few = Row(Separating(images: 5));
        Assert.That((few.Separation.Value, few.Interval, few.Verdict), Is.EqualTo((1.0, (Interval?)null, MetricVerdict.Unknown)));
        Assert.That(few.Reliability, Is.EqualTo(Judged.Undefined("too-few-images")));
        Assert.That(Row(Separating(images: 1)).Separation, Is.EqualTo(Judged.Undefined("too-few-images")));

        var lonely = Empty([Method("a"), Method("b")], [Deletion], "net").With("a", Deletion, Drawn("a", 12, 0))
            .With("b", Deletion, Drawn("b", 12, 0));
        Assert.That(
            (Row(lonely).Separation, Row(lonely).Reliability),
            Is.EqualTo((Judged.Undefined("no-random"), Judged.Undefined("too-few-methods"))));
        Assert.That(Row(Empty([Control("random")], [Deletion], "net").With("random", Deletion, Drawn("r", 12, 0))).Separation,
            Is.EqualTo(Judged.Undefined("too-few-methods")));

        double?[] flat = [.. Enumerable.Repeat<double?>(0.5, 12)];
        var equal = Empty(Methods, [Deletion], "net").With("a", Deletion, flat).With("b", Deletion, flat).With("c", Deletion, flat)
            .With("random", Deletion, flat);
        Assert.That(Row(equal).Reliability, Is.EqualTo(Judged.Undefined("all-equal")));
        Assert.That(Row(equal).Verdict, Is.EqualTo(MetricVerdict.CannotTell));
    }

    [Test]
    public void Costs_are_of_the_metric_on_the_model()
    {
        var row = Row(Small());
        Assert.That((row.Cost!.MillisecondsEach, row.Cost.Each(row.Cost.Total.PassesAsked), row.Cost.Each(row.Cost.Total.PassesRun)),
            Is.EqualTo((5.0, 30.0, 15.0)));
        Assert.That(Row(Small(), "pointing-game").Cost, Is.Null);
    }

    [Test]
    public void Agreement_is_between_the_better_ends_and_counts_the_pairs_that_flip()
    {
        var dialect = Deletion with { Key = "deletion@rise" };
        var run = Empty(Methods, [Deletion, dialect, PointingGame], "net");
        foreach (var (method, lower, other, higher)
            in new[] { ("a", 0.1, 0.2, 0.9), ("b", 0.2, 0.1, 0.8), ("c", 0.3, 0.3, 0.7), ("random", 0.0, 0.9, 0.99) })
            run = run.With(method, Deletion, [lower, lower]).With(method, dialect, [other, other])
                .With(method, PointingGame, [higher, higher]);
        var pairs = MetricBoard.From(run, ReportMetrics.Known).Tables.Single().Agreements;
        Assert.That(
            pairs.Select(p =>
                (p.First.Metric.Key, p.Second.Metric.Key, Math.Round(p.Tau.Value!.Value, 6), p.Flips, p.Pairs, p.Methods, p.AreVariants)),
            Is.EqualTo(new[]
            {
                ("deletion", "deletion@rise", 0.333333, 1, 3, 3, true),
                ("deletion", "pointing-game", 1, 0, 3, 3, false),
                ("deletion@rise", "pointing-game", 0.333333, 1, 3, 3, false),
            }), "controls do not vote");
    }

    [Test]
    public void Two_methods_are_too_few_for_an_agreement()
    {
        var run = Empty([Method("a"), Method("b")], [Deletion, PointingGame], "net")
            .With("a", Deletion, [0.1]).With("b", Deletion, [0.2]).With("a", PointingGame, [1]).With("b", PointingGame, [0]);
        Assert.That(MetricBoard.From(run).Tables.Single().Agreements.Single().Tau, Is.EqualTo(Judged.Undefined("too-few-methods")));
    }

    [Test]
    public void The_same_run_gives_the_same_bytes() => Assert.That(
        MetricsCsv.Render(MetricBoard.From(Small())) + AgreementCsv.Render(MetricBoard.From(Small())),
        Is.EqualTo(MetricsCsv.Render(MetricBoard.From(Small())) + AgreementCsv.Render(MetricBoard.From(Small()))));
}
