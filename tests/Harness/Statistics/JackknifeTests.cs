using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class JackknifeTests
{
    [Test]
    public void Of_a_mean_it_is_Students_interval()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2.5];
        var without = values.Select((_, i) => values.Where((_, j) => j != i).Average()).ToList();
        var interval = Jackknife.Of(values.Average(), without)!.Value;
        var student = StudentInterval.Of(ClusterTotals.OfSingles(values))!.Value;
        Assert.That(interval.Low, Is.EqualTo(student.Low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(student.High).Within(1e-12));
    }

    [Test]
    public void One_cluster_has_none_and_a_number_that_is_not_finite_is_refused()
    {
        Assert.That(Jackknife.Of(1, []), Is.Null);
        Assert.That(Jackknife.Of(1, [2]), Is.Null);
        Assert.That(Jackknife.Of(1, [2, 2, 2]), Is.EqualTo(new Interval(1, 1)));
        Assert.Throws<ArgumentException>(() => Jackknife.Of(1, [2, double.NaN]));
        Assert.Throws<ArgumentException>(() => Jackknife.Of(1, [2, 3], level: 1));
    }
}
