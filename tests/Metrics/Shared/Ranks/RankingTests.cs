using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Shared.Ranks;

public class RankingTests
{
    private static readonly float[] Tied = [2, 5, -1, 5, 2, -1, 5];

    [Test]
    public void Equal_values_come_in_row_major_order() =>
        Assert.That(Ranking.Descending(Tied), Is.EqualTo(new[] { 1, 3, 6, 0, 4, 2, 5 }));

    [Test]
    public void Equal_values_come_in_reverse_row_major_order_where_asked() =>
        Assert.That(Ranking.Descending(Tied, TieOrder.Reversed), Is.EqualTo(new[] { 6, 3, 1, 4, 0, 5, 2 }));

    [Test]
    public void A_drawn_order_moves_equal_values_only_and_follows_the_seed()
    {
        var map = Enumerable.Range(0, 300).Select(i => (float)(i % 3)).ToArray();
        var order = Ranking.Descending(map, TieOrder.Random, Seed.Of(1));
        Assert.That(order.Select(i => map[i]), Is.Ordered.Descending);
        Assert.That(order, Is.EquivalentTo(Enumerable.Range(0, 300)));
        Assert.That(order, Is.Not.EqualTo(Ranking.Descending(map)));
        Assert.That(order, Is.EqualTo(Ranking.Descending(map, TieOrder.Random, Seed.Of(1))));
        Assert.That(order, Is.Not.EqualTo(Ranking.Descending(map, TieOrder.Random, Seed.Of(2))));
    }

    [Test]
    public void Negative_numbers_tiny_numbers_and_both_zeros_are_ordered_as_numbers()
    {
        float[] values = [-0f, 1e-45f, 0f, -1e-45f, -3e38f, 3e38f, -2, -1];
        Assert.That(Ranking.Descending(values), Is.EqualTo(new[] { 5, 1, 0, 2, 3, 7, 6, 4 }));
    }

    [Test]
    public void The_first_of_several_maxima_counts() => Assert.That(Ranking.FirstMaximum(Tied), Is.EqualTo(1));
}
