using VisEval.Core;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Tests.Methods.Representation.Shared;

/// <summary>What a map keeps, against scikit-learn (how: <see cref="TSneTests"/>), naive ranks and closed forms.</summary>
public sealed class NeighbourQualityTests
{
    private static GramMatrix Layer { get; } = TSneTests.Distances(TSneTests.Points);

    private static GramMatrix Shown { get; } =
        TSneTests.Distances([.. Enumerable.Range(0, TSneTests.Count).Select(i => TSneTests.Map[(2 * i)..(2 * i + 2)])]);

    [Test]
    public void Trustworthiness_and_continuity_are_those_of_scikit_learn()
    {
        Assert.That(NeighbourQuality.Trustworthiness(Layer, Shown, 5).Average(), Is.EqualTo(0.55421875).Within(1e-12));
        Assert.That(NeighbourQuality.Trustworthiness(Shown, Layer, 5).Average(), Is.EqualTo(0.50625).Within(1e-12));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(19)]
    public void Trustworthiness_is_that_of_naive_ranks(int k)
    {
        var n = TSneTests.Count;
        int Rank(GramMatrix distances, int i, int j) => 1 + Enumerable.Range(0, n).Count(l => l != i && distances[i, l] < distances[i, j]);
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j && Rank(Shown, i, j) <= k && Rank(Layer, i, j) > k)
                    sum += Rank(Layer, i, j) - k;
        var expected = 1 - 2.0 / (n * k * (2.0 * n - 3 * k - 1)) * sum;
        Assert.That(NeighbourQuality.Trustworthiness(Layer, Shown, k).Average(), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_map_that_is_the_layer_keeps_everything() =>
        Assert.That(NeighbourQuality.Trustworthiness(Layer, Layer, 5), Is.All.EqualTo(1));

    [Test]
    public void Labels_that_are_clusters_are_found_and_random_ones_as_often_as_chance_says()
    {
        double[][] points = [.. Enumerable.Range(0, 400).Select(i => new[] { 100.0 * (i % 2) + Seed.Of(i).Random().NextDouble(), 0 })];
        var distances = TSneTests.Distances(points);
        int[] clusters = [.. Enumerable.Range(0, 400).Select(i => i % 2)];
        Assert.That(NeighbourQuality.Hits(distances, clusters, 3), Is.All.EqualTo(1));
        int[] dealt = [.. Enumerable.Range(0, 400).Select(i => Seed.Of(7).For(i).Random().NextInt(4))];
        var chance = dealt.CountBy(l => l).Sum(g => Math.Pow(g.Value / 400.0, 2));
        Assert.That(NeighbourQuality.Hits(distances, dealt, 1).Average(), Is.EqualTo(chance).Within(0.08));
    }

    [Test]
    public void Of_as_many_votes_the_nearest_wins()
    {
        var distances = TSneTests.Distances([[0], [1], [2.5]]);
        Assert.That(NeighbourQuality.Hits(distances, [0, 0, 1], 2), Is.EqualTo(new[] { 1.0, 1, 0 }));
        Assert.That(NeighbourQuality.Hits(distances, [0, 1, 0], 2), Is.EqualTo(new[] { 0.0, 0, 0 }));
    }
}
