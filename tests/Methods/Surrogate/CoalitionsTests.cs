using VisEval.Core;
using VisEval.Methods.Surrogate;

namespace VisEval.Tests.Methods.Surrogate;

public sealed class CoalitionsTests
{
    [TestCase(2, 2)]
    [TestCase(3, 6)]
    [TestCase(4, 14)]
    [TestCase(5, 30)]
    [TestCase(5, 500)]
    [TestCase(8, 254)]
    [TestCase(11, 2046)]
    public void All_are_taken_with_the_weight_of_the_kernel_where_there_are_enough_samples(int players, int samples)
    {
        var coalitions = Draw(players, samples);
        Assert.That(coalitions, Has.Count.EqualTo((1 << players) - 2));
        Assert.That(coalitions.Select(Key).Distinct().Count(), Is.EqualTo(coalitions.Count));
        foreach (var coalition in coalitions)
            Assert.That(coalition.Weight, Is.EqualTo(Kernel(players, Size(coalition))).Within(1e-12));
    }

    [TestCase(5, 10)]
    [TestCase(6, 61)]
    [TestCase(12, 200)]
    [TestCase(20, 1000)]
    [TestCase(50, 2048)]
    [TestCase(50, 100)]
    [TestCase(49, 777)]
    public void Otherwise_the_outer_sizes_are_complete_the_rest_is_drawn_with_complements_and_shares_its_mass(int players, int samples)
    {
        var coalitions = Draw(players, samples);
        Assert.That(coalitions.Count, Is.LessThanOrEqualTo(samples));
        Assert.That(coalitions.Select(Key).Distinct().Count(), Is.EqualTo(coalitions.Count));
        var weights = coalitions.ToDictionary(Key, c => c.Weight);
        Assert.That(coalitions.Where(c => Size(c) == 1).Count(), Is.EqualTo(players));
        foreach (var coalition in coalitions)
        {
            Assert.That(Size(coalition), Is.InRange(1, players - 1));
            Assert.That(
                weights[Key(coalition with { Members = [.. coalition.Members.Select(m => !m)] })],
                Is.EqualTo(coalition.Weight).Within(1e-12));
            if (Size(coalition) == 1)
                Assert.That(coalition.Weight, Is.EqualTo(Kernel(players, 1)).Within(1e-12));
        }
        var drawn = samples >= 2 * players + 2;
        Assert.That(coalitions.Any(c => Size(c) is var s && s > 1 && s < players - 1), Is.EqualTo(drawn));
        if (drawn)
            Assert.That(
                coalitions.Sum(c => c.Weight),
                Is.EqualTo(Enumerable.Range(1, players - 1).Sum(s => (players - 1.0) / (s * (players - s)))).Within(1e-9));
    }

    [Test]
    public void Sizes_are_drawn_by_their_mass_and_players_alike()
    {
        const int Players = 60;
        var sizes = new double[Players];
        var players = new double[Players];
        foreach (var coalition in Draw(Players, 20_000))
        {
            sizes[Size(coalition)] += coalition.Weight;
            for (var i = 0; i < Players; i++)
                players[i] += coalition.Members[i] ? coalition.Weight : 0;
        }
        var total = sizes.Sum();
        for (var s = 1; s < Players; s++)
            Assert.That(sizes[s], Is.EqualTo((Players - 1.0) / (s * (Players - s))).Within(0.0025 * total), $"size {s}");
        // Every coalition comes with its complement: each player is in exactly half of the mass.
        Assert.That(players, Has.All.EqualTo(total / 2).Within(1e-9));
    }

    [TestCase(1, 0)]
    [TestCase(2, 2)]
    [TestCase(3, 6)]
    [TestCase(4, 8)]
    [TestCase(50, 100)]
    public void At_least_one_and_all_but_one_are_needed(int players, int expected) =>
        Assert.That(Coalitions.Fewest(players), Is.EqualTo(expected));

    [Test]
    public void A_seed_gives_its_coalitions_again_and_another_seed_others()
    {
        string[] Keys(int seed) => [.. Coalitions.Of(30, 500, Seed.Of(seed).Random()).Select(Key)];
        Assert.That(Keys(1), Is.EqualTo(Keys(1)));
        Assert.That(Keys(1), Is.Not.EqualTo(Keys(2)));
    }

    private static IReadOnlyList<Coalition> Draw(int players, int samples) => Coalitions.Of(players, samples, Seed.Of(7).Random());

    private static string Key(Coalition coalition) => string.Concat(coalition.Members.Select(m => m ? '1' : '0'));

    private static int Size(Coalition coalition) => coalition.Members.Count(m => m);

    private static double Kernel(int n, int s) =>
        (n - 1) / (Enumerable.Range(1, s).Aggregate(1.0, (c, i) => c * (n - s + i) / i) * s * (n - s));
}
