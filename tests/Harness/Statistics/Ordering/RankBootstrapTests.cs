using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics.Ordering;

public sealed class RankBootstrapTests
{
    private static readonly Criterion[] One = [new("a", Direction.Higher)];

    [Test]
    public void The_chances_to_be_first_add_up_to_one()
    {
        var random = Seed.Of(4).Random();
        double?[][] values =
            [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 9).Select(_ => (double?)random.NextInt(3)).ToArray())];
        var ranks = RankBootstrap.Of(One, [values], Bootstrap.Draws(9, Seed.Of(1), 300));
        Assert.That(ranks.Sum(r => r.First), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_method_that_is_always_better_is_always_first()
    {
        var ranks = RankBootstrap.Of(One, [[[1, 2, 3], [2, 3, 4]]], Bootstrap.Draws(3, Seed.Of(1), 50));
        Assert.That(ranks.Select(r => (r.First, r.Places)), Is.EqualTo(new[] { (0.0, new Interval(2, 2)), (1.0, new Interval(1, 1)) }));
    }

    [Test]
    public void Without_values_there_are_no_ranks() =>
        Assert.That(RankBootstrap.Of(One, [[[null], [null]]], [[0]]), Is.Empty);

    [Test]
    public void What_cannot_be_resampled_is_an_error()
    {
        Assert.That(() => RankBootstrap.Of(One, [[[1], [1, 2]]], [[0]]), Throws.ArgumentException);
        Assert.That(() => RankBootstrap.Of(One, [[[1], [2]]], []), Throws.ArgumentException);
        Assert.That(() => RankBootstrap.Of(One, [[[1], [2]]], [[0]], 1.5), Throws.ArgumentException);
    }
}
