using VisEval.Harness.Statistics.Ordering;

namespace VisEval.Tests.Harness.Statistics.Ordering;

public sealed class MergedRanksTests
{
    // Network one has methods 0 and 1 on three images; network two methods 0, 1 and 2 on two of them.
    private static readonly ImageRanks[] Networks =
        [new([0, 1, 2], [[1, 2], [1, 2], [2, 1]]), new([1, 2], [[3, 1, 2], [2, 1, 3]])];

    private static readonly int[][] Methods = [[0, 1], [1, 0, 2]];

    [Test]
    public void Their_mean_over_images_is_the_mean_over_networks_of_normalised_ranks()
    {
        var merged = MergedRanks.Of(Networks, Methods, 3, 3);
        var means = Enumerable.Range(0, 3).Select(m => merged.Average(image => image[m]));
        // By network: (r − ½)/k with the mean ranks 4/3 and 5/3 of two, and 1, 5/2, 5/2 of three.
        double[] expected = [((4 / 3.0 - 0.5) / 2 + (1 - 0.5) / 3) / 2, ((5 / 3.0 - 0.5) / 2 + (2.5 - 0.5) / 3) / 2, (2.5 - 0.5) / 3];
        Assert.That(means, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_network_without_images_has_no_vote() =>
        Assert.That(
            MergedRanks.Of([Networks[1], new([], [])], [Methods[1], Methods[1]], 3, 3),
            Is.EqualTo(MergedRanks.Of([Networks[1]], [Methods[1]], 3, 3)));

    [Test]
    public void A_method_on_no_network_is_an_error() =>
        Assert.That(() => MergedRanks.Of([Networks[0]], [Methods[0]], 3, 3), Throws.ArgumentException.With.Message.Contains("Method 2"));
}
