using VisEval.Core;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Statistics.Ordering;

public sealed class ConstructVotesTests
{
    private static readonly Criterion[] Criteria =
    [
        new("curves", Direction.Lower), new("curves", Direction.Higher), new("places", Direction.Higher), new("curves", Direction.Higher),
    ];

    [Test]
    public void Agrees_with_a_naive_twin([Range(1, 10)] int seed)
    {
        var values = Values(seed, 6);
        var votes = ConstructVotes.Of(Criteria, values)!;
        for (var method = 0; method < 6; method++)
        {
            double Rank(int criterion)
            {
                double Key(int m) => values[criterion][m] is { } v
                    ? Criteria[criterion].Better == Direction.Lower ? v : -v
                    : double.MaxValue;
                var keys = Enumerable.Range(0, 6).Select(Key).ToList();
                return keys.Count(k => k < keys[method]) + (keys.Count(k => k == keys[method]) + 1) / 2.0;
            }
            Assert.That(votes.MeanRank[method], Is.EqualTo(((Rank(0) + Rank(1) + Rank(3)) / 3 + Rank(2)) / 2).Within(1e-12));
        }
    }

    // What is measured once more, in whatever unit, gives its construct no second vote.
    [Test]
    public void A_copy_of_a_criterion_in_another_unit_changes_no_other_construct()
    {
        var values = Values(3, 6);
        var places = ConstructVotes.Of(Criteria, values)!.Constructs[1].Ranks;
        var more = ConstructVotes.Of([.. Criteria, Criteria[0]], [.. values, [.. values[0].Select(v => 1e6 * v)]])!;
        Assert.That(more.Constructs.Select(c => c.Construct), Is.EqualTo(new[] { "curves", "places" }));
        Assert.That(more.Constructs[1].Ranks, Is.EqualTo(places));
        Assert.That(more.MeanRank, Is.EqualTo(more.Constructs[0].Ranks.Zip(places, (a, b) => (a + b) / 2)).Within(1e-12));
    }

    [Test]
    public void Criteria_of_a_construct_that_agree_have_concordance_one()
    {
        var votes = ConstructVotes.Of(Criteria[1..], [[1, 2, 3], [3, 1, 2], [10, 20, 30]])!;
        Assert.That(votes.Constructs.Select(c => c.Concordance), Is.EqualTo(new double?[] { 1, null }));
    }

    [Test]
    public void Without_any_value_there_are_no_votes() => Assert.That(ConstructVotes.Of([Criteria[0]], [[null, null]]), Is.Null);

    [Test]
    public void Criteria_without_their_values_are_an_error()
    {
        Assert.That(() => ConstructVotes.Of(Criteria, [[1, 2]]), Throws.ArgumentException);
        Assert.That(() => ConstructVotes.Of(Criteria[..2], [[1, 2], [1]]), Throws.ArgumentException);
    }

    private static double?[][] Values(int seed, int methods)
    {
        var random = Seed.Of(seed).Random();
        return
        [
            .. Criteria.Select(_ => Enumerable.Range(0, methods)
                .Select(_ => random.NextInt(6) is > 0 and var v ? v : (double?)null).ToArray()),
        ];
    }
}
