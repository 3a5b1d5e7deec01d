using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class RanksTests
{
    [Test]
    public void The_smallest_is_first_where_lower_is_better() =>
        Assert.That(Ranks.Average([0.3, 0.1, 0.2], Direction.Lower), Is.EqualTo(new[] { 3.0, 1, 2 }));

    [Test]
    public void The_largest_is_first_where_higher_is_better() =>
        Assert.That(Ranks.Average([0.3, 0.1, 0.2], Direction.Higher), Is.EqualTo(new[] { 1.0, 3, 2 }));

    [Test]
    public void Equal_values_share_the_mean_of_their_places() =>
        Assert.That(Ranks.Average([5, 1, 5, 0, 5], Direction.Lower), Is.EqualTo(new[] { 4.0, 2, 4, 1, 4 }));

    [TestCase(Direction.Lower)]
    [TestCase(Direction.Higher)]
    public void Who_has_no_value_shares_the_last_places(Direction better) =>
        Assert.That(Ranks.Average([null, 1, null, double.NaN], better), Is.EqualTo(new[] { 3.0, 1, 3, 3 }));

    [Test]
    public void Ranks_always_sum_to_the_same() =>
        Assert.That(Ranks.Average([1, 1, 2, null, 2, 2, null], Direction.Higher).Sum(), Is.EqualTo(28));
}
