using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Welch's test, the grouped jackknife, and means of tables whose rows and columns are samples.</summary>
public sealed class SmallSampleIntervalTests
{
    private static readonly Interval Everything = new(double.NegativeInfinity, double.PositiveInfinity);

    // scipy.stats.ttest_ind([.1, .5, .3, .9, .7], [.2, .25, .1, .3], equal_var=False)
    [Test]
    public void Welch_is_that_of_scipy() =>
        Assert.That(WelchTest.TwoSided([0.1, 0.5, 0.3, 0.9, 0.7], [0.2, 0.25, 0.1, 0.3]), Is.EqualTo(0.11273846114466977).Within(1e-12));

    [Test]
    public void Without_spread_or_with_one_value_there_is_no_test()
    {
        Assert.That(WelchTest.TwoSided([1, 1], [2, 2, 2]), Is.Null);
        Assert.That(WelchTest.TwoSided([1], [2, 3]), Is.Null);
    }

    [Test]
    public void The_jackknife_of_a_mean_is_students_interval()
    {
        double[] values = [1, 4, 2, 8, 5, 7];
        double[] without = [.. values.Select((_, i) => values.Where((_, j) => j != i).Average())];
        var found = GroupedJackknife.Of(values.Average(), without, Everything)!.Value;
        var expected = StudentInterval.Of(ClusterTotals.OfSingles(values), 0.95)!.Value;
        Assert.That((found.Low, found.High), Is.EqualTo((expected.Low, expected.High)).Within(1e-9));
        Assert.That(GroupedJackknife.Of(1, [1], Everything), Is.Null);
        Assert.That(GroupedJackknife.Of(1, [0.2, 1.7], new Interval(0, 1))!.Value.High, Is.EqualTo(1));
    }

    [Test]
    public void A_table_whose_rows_agree_has_the_interval_of_its_columns()
    {
        double[] columns = [0.1, 0.4, 0.3, 0.9];
        var mean = columns.Average();
        var found = CrossedMean.Of([mean, mean, mean], columns, new Interval(0, 1))!.Value;
        var expected = StudentInterval.Of(ClusterTotals.OfSingles(columns), 0.95)!.Value.ClippedTo(new Interval(0, 1));
        Assert.That((found.Low, found.High), Is.EqualTo((expected.Low, expected.High)).Within(1e-9));
        Assert.That(CrossedMean.Of([0.5, 0.5], [0.5, 0.5], new Interval(0, 1)), Is.EqualTo(new Interval(0.5, 0.5)));
    }

    [Test]
    public void The_interval_of_a_table_covers_its_mean_at_least_as_often_as_it_says()
    {
        var covered = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var random = Seed.Of(11).For(trial).Random();
            double[] a = [.. Enumerable.Range(0, 12).Select(_ => 0.1 * random.NextGaussian())];
            double[] b = [.. Enumerable.Range(0, 10).Select(_ => 0.1 * random.NextGaussian())];
            var noise = new double[12, 10];
            for (var i = 0; i < 12; i++)
                for (var j = 0; j < 10; j++)
                    noise[i, j] = 0.5 + a[i] + b[j] + 0.1 * random.NextGaussian();
            double[] rows = [.. Enumerable.Range(0, 12).Select(i => Enumerable.Range(0, 10).Average(j => noise[i, j]))];
            double[] columns = [.. Enumerable.Range(0, 10).Select(j => Enumerable.Range(0, 12).Average(i => noise[i, j]))];
            var found = CrossedMean.Of(rows, columns, Everything)!.Value;
            covered += found.Low <= 0.5 && 0.5 <= found.High ? 1 : 0;
        }
        Assert.That(covered / 400.0, Is.GreaterThan(0.93));
    }
}
