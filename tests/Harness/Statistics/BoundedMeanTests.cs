using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Intervals of means of few values between two bounds.</summary>
public sealed class BoundedMeanTests
{
    private static readonly Interval Shares = new(0, 1);

    private static readonly Resampling Draws = new(Seed.Of(5));

    // Probabilities as other networks see nearly clear pictures: Student reaches beyond 1, the bootstrap-t to 0.
    private static readonly double[] NearlyAll = [0.999, 0.998, 0.97, 0.9999, 0.93, 0.99, 0.34, 0.999, 0.96, 0.64];

    [Test]
    public void The_ends_are_where_the_standardized_mean_is_students_quantile()
    {
        var totals = ClusterTotals.OfSingles(NearlyAll);
        var ends = BoundedMean.Wilson(totals, Shares)!.Value;
        foreach (var end in new[] { ends.Low, ends.High })
            Assert.That(
                Math.Abs(totals.Mean - end) / totals.StandardError
                    * Math.Sqrt(totals.Mean * (1 - totals.Mean) / (end * (1 - end))),
                Is.EqualTo(Student.Quantile(9, 0.975)).Within(1e-9));
        Assert.That(ends.Low, Is.GreaterThan(0.5));
        Assert.That(ends.High, Is.LessThan(1));
    }

    [Test]
    public void Hits_have_wilsons_interval_with_students_quantile()
    {
        var totals = ClusterTotals.OfSingles([1, 0, 1, 1, 0, 1, 1, 1]);
        // 8 hits and misses: the variance is divided by n − 1.
        var rows = 7 * Math.Pow(1.959963984540054 / Student.Quantile(7, 0.975), 2);
        var expected = ProportionInterval.Wilson(0.75 * rows, rows);
        var found = BoundedMean.Wilson(totals, Shares)!.Value;
        Assert.That((found.Low, found.High), Is.EqualTo((expected.Low, expected.High)).Within(1e-12));
    }

    [Test]
    public void The_unit_of_the_bounds_changes_nothing()
    {
        var one = BoundedMean.Wilson(ClusterTotals.OfSingles(NearlyAll), Shares)!.Value;
        var other = BoundedMean.Wilson(ClusterTotals.OfSingles(NearlyAll.Select(v => 2 * v - 1)), new Interval(-1, 1))!.Value;
        Assert.That((other.Low, other.High), Is.EqualTo((2 * one.Low - 1, 2 * one.High - 1)).Within(1e-12));
    }

    [Test]
    public void There_is_none_without_spread_without_bounds_or_of_one_value()
    {
        Assert.That(BoundedMean.Wilson(ClusterTotals.OfSingles([0.5, 0.5, 0.5]), Shares), Is.Null);
        Assert.That(BoundedMean.Wilson(ClusterTotals.OfSingles([0.5]), Shares), Is.Null);
        Assert.That(BoundedMean.Wilson(ClusterTotals.OfSingles(NearlyAll), new Interval(0, double.PositiveInfinity)), Is.Null);
    }

    [Test]
    public void A_mean_of_bounded_values_never_has_the_whole_range()
    {
        var totals = ClusterTotals.OfSingles(NearlyAll);
        var unbounded = MeanInterval.Of(totals, Draws)!;
        Assert.That((unbounded.Kind, unbounded.Ends.Low < 0.3), Is.EqualTo((IntervalKind.BootstrapT, true)), $"{unbounded}");
        var found = MeanInterval.Of(totals, Draws, new Interval(0.3, 1))!;
        Assert.That(found.Kind, Is.EqualTo(IntervalKind.Wilson));
        Assert.That(found.Ends.Low, Is.GreaterThan(0.3));
    }

    // The rule of MeanInterval against Student's interval cut off at the bounds, on the same values: it covers more, of less width.
    [TestCase("clear", 3)]
    [TestCase("clear", 10)]
    [TestCase("unclear", 3)]
    [TestCase("unclear", 10)]
    [TestCase("both", 5)]
    [TestCase("both", 10)]
    public void Covers_more_than_students_interval_cut_off(string kind, int count)
    {
        const int Runs = 1000;
        var random = Seed.Of(count).For(kind).Random();
        // P(Uᵃ ≤ x) = x^(1/a); means 1/(1 + a).
        Func<double> draw = kind switch
        {
            "clear" => () => Math.Pow(random.NextDouble(), 0.1),
            "unclear" => () => Math.Pow(random.NextDouble(), 8),
            _ => () => Math.Pow(random.NextDouble(), random.NextDouble() < 0.5 ? 0.02 : 50),
        };
        var mean = kind switch { "clear" => 1 / 1.1, "unclear" => 1 / 9.0, _ => (1 / 1.02 + 1 / 51.0) / 2 };
        var (own, student) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var totals = ClusterTotals.OfSingles(Enumerable.Range(0, count).Select(_ => draw()));
            var found = MeanInterval.Of(totals, Draws, Shares)!.Ends;
            own += found.Low <= mean && mean <= found.High ? 1 : 0;
            var cut = StudentInterval.Of(totals)!.Value.ClippedTo(Shares);
            student += cut.Low <= mean && mean <= cut.High ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{kind} {count}: {own} of {Runs}, Student {student}");
        Assert.That(own, Is.GreaterThanOrEqualTo(student - 10));
        if (count >= MeanInterval.LeastForBootstrap)
            Assert.That(own, Is.GreaterThanOrEqualTo(0.9 * Runs));
    }
}
