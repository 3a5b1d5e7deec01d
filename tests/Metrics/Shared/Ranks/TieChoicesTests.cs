using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Shared.Ranks;

public class TieChoicesTests
{
    private static readonly RankedElements Ranked = RankedElements.Of([5, 7, 5, 9, 5, 1, 5], TieOrder.Stable, default);

    [TestCase(0, false)]
    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    [TestCase(5, true)]
    [TestCase(6, false)]
    [TestCase(7, false)]
    public void A_number_parts_equal_pieces_where_the_next_one_equals_the_last(int pieces, bool parts)
    {
        var choices = new TieChoices(Ranked, 6, Seed.Of(1));
        Assert.That(choices.Parts(pieces), Is.EqualTo(parts));
        Assert.That(choices.Of(pieces), parts ? Has.Count.GreaterThan(1) : Has.Count.EqualTo(1));
    }

    [Test]
    public void Few_choices_are_all_listed_once()
    {
        // Order 3, 1, then 0, 2, 4, 6 in any order, then 5: two of four are six choices.
        var choices = new TieChoices(Ranked, 6, Seed.Of(1)).Of(4);
        Assert.That(choices.Select(c => c.First), Is.All.EqualTo(2));
        Assert.That(choices.Select(c => string.Join(' ', c.Others)), Is.EqualTo(new[] { "0 2", "0 4", "0 6", "2 4", "2 6", "4 6" }));
    }

    [Test]
    public void Many_choices_are_drawn_from_the_seed_and_those_of_one_order_contain_each_other()
    {
        var ranked = RankedElements.Of([.. Enumerable.Repeat(1f, 40), 2f], TieOrder.Stable, default);
        var (ten, twenty) = (new TieChoices(ranked, 8, Seed.Of(1)).Of(11), new TieChoices(ranked, 8, Seed.Of(1)).Of(21));
        Assert.That(ten, Has.Count.EqualTo(8));
        foreach (var (few, many) in ten.Zip(twenty))
        {
            Assert.That(few.First, Is.EqualTo(1));
            Assert.That(few.Others, Is.Unique.And.Length.EqualTo(10).And.SubsetOf(many.Others));
        }
        Assert.That(ten.Select(c => string.Join(' ', c.Others)), Is.Unique);
        Assert.That(new TieChoices(ranked, 8, Seed.Of(2)).Of(11)[0].Others, Is.Not.EqualTo(ten[0].Others));
    }

    [Test]
    public void Pieces_of_several_elements_go_whole()
    {
        var ranked = RankedElements.OfRegions(new SaliencyMap([1, 0, 0, 1, 5, 5], 1, 6), 2, TieOrder.Stable, default);
        Assert.That(
            new TieChoices(ranked, 2, Seed.Of(1)).Of(2).Select(c => c.Others), Is.EqualTo(new[] { new[] { 0, 1 }, new[] { 2, 3 } }));
        Assert.That(
            new TieChoices(ranked.Backwards, 2, Seed.Of(1)).Of(1).Select(c => c.Others),
            Is.EqualTo(new[] { new[] { 2, 3 }, new[] { 0, 1 } }));
    }

    [Test]
    public void The_number_of_choices_of_a_large_group_does_not_overflow()
    {
        var ranked = RankedElements.Of([.. Enumerable.Repeat(1f, 5000), 2f], TieOrder.Stable, default);
        Assert.That(new TieChoices(ranked, 1000, Seed.Of(1)).Of(2500), Has.Count.EqualTo(1000));
        Assert.That(new TieChoices(ranked, 5000, Seed.Of(1)).Of(5000), Has.Count.EqualTo(5000), "all but one");
    }
}
