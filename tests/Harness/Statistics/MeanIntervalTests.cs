using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

internal sealed class MeanIntervalTests
{
    private static readonly Resampling Draws = new(Seed.Of(5));

    private static readonly double[] Values = [0.2, 0.9, 0.4, 0.35, 0.7, 0.1, 0.55, 0.6, 0.45, 0.8];

    [TestCase(2, IntervalKind.Student)]
    [TestCase(7, IntervalKind.Student)]
    [TestCase(8, IntervalKind.BootstrapT)]
    [TestCase(10, IntervalKind.BootstrapT)]
    public void The_number_of_images_decides_how_it_is_made(int images, IntervalKind kind)
    {
        var totals = ClusterTotals.OfSingles(Values[..images]);
        var interval = MeanInterval.Of(totals, Draws)!;
        var expected = kind == IntervalKind.Student
            ? StudentInterval.Of(totals)
            : BootstrapT.Of(totals, Draws.Of(images, MeanInterval.Resamples)).Ends;
        Assert.That((interval.Kind, (Interval?)interval.Ends), Is.EqualTo((kind, expected)));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Below_two_images_there_is_none(int images) =>
        Assert.That(MeanInterval.Of(ClusterTotals.OfSingles(Values[..images]), Draws), Is.Null);

    [Test]
    public void Where_many_resamples_have_no_spread_it_is_Students()
    {
        // Of ten images one differs: (9/10)¹⁰ = 35 % of the resamples miss it.
        var totals = ClusterTotals.OfSingles([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var interval = MeanInterval.Of(totals, Draws)!;
        Assert.That((interval.Kind, (Interval?)interval.Ends), Is.EqualTo((IntervalKind.Student, StudentInterval.Of(totals))));
    }

    [TestCase(3)]
    [TestCase(12)]
    public void Equal_images_say_so(int images) => Assert.That(
        MeanInterval.Of(ClusterTotals.OfSingles(Enumerable.Repeat(0.3, images)), Draws),
        Is.EqualTo(new MeanInterval(new Interval(0.3, 0.3), IntervalKind.NoSpread)).Using<MeanInterval>(
            (a, b) => a.Kind == b.Kind && Math.Abs(a.Ends.Low - b.Ends.Low) + Math.Abs(a.Ends.High - b.Ends.High) < 1e-15));

    [Test]
    public void The_ends_stay_where_the_score_can_lie()
    {
        var totals = ClusterTotals.OfSingles([0.01, 0.9, 0.02]);
        Assert.That(MeanInterval.Of(totals, Draws)!.Ends.Low, Is.LessThan(0));
        var bounded = MeanInterval.Of(totals, Draws, new Interval(0, 1))!;
        Assert.That(
            (bounded.Kind, (Interval?)bounded.Ends),
            Is.EqualTo((IntervalKind.Wilson, BoundedMean.Wilson(totals, new Interval(0, 1)))));
        var open = MeanInterval.Of(totals, Draws, new Interval(0, double.PositiveInfinity))!.Ends;
        Assert.That(open, Is.EqualTo(new Interval(0, StudentInterval.Of(totals)!.Value.High)));
    }

    [TestCase(4, 1e-100)]
    [TestCase(10, 1e-14)]
    [TestCase(10, 1e14)]
    public void The_unit_of_the_score_changes_nothing(int images, double scale)
    {
        var one = MeanInterval.Of(ClusterTotals.OfSingles(Values[..images]), Draws)!;
        var other = MeanInterval.Of(ClusterTotals.OfSingles(Values[..images].Select(v => v * scale)), Draws)!;
        Assert.That(other.Kind, Is.EqualTo(one.Kind));
        Assert.That(other.Ends.Low / scale, Is.EqualTo(one.Ends.Low).Within(1e-12));
        Assert.That(other.Ends.High / scale, Is.EqualTo(one.Ends.High).Within(1e-12));
    }

    // The reference's simulation: Student of 5 normal values covers .950; bootstrap-t of 12 exponential ones .941, of 8 lognormal ones .90.
    [TestCase("normal", 5, 0.9498, 0.012)]
    [TestCase("exponential", 12, 0.9415, 0.014)]
    public void Covers_what_the_reference_says(string kind, int images, double expected, double tolerance)
    {
        const int Runs = 3000;
        var random = Seed.Of(images).Random();
        double Value() => kind == "normal" ? random.NextGaussian() : -Math.Log(1 - random.NextDouble()) - 1;
        var covered = Enumerable.Range(0, Runs).Count(_ =>
        {
            var ends = MeanInterval.Of(ClusterTotals.OfSingles(Enumerable.Range(0, images).Select(_ => Value())), Draws)!.Ends;
            return ends.Low <= 0 && ends.High >= 0;
        });
        Assert.That(covered / (double)Runs, Is.EqualTo(expected).Within(tolerance));
    }
}
