using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class ClustersTests
{
    [Test]
    public void Each_cluster_has_its_own_values_and_empty_ones_can_be_left_out()
    {
        var clusters = Clusters.Of([[1, 2], [], [3]]);
        Assert.That(clusters.Count, Is.EqualTo(3));
        Assert.That(clusters[0].ToArray(), Is.EqualTo(new[] { 1.0, 2 }));
        Assert.That(clusters[1].Length, Is.Zero);
        var filled = clusters.WithoutEmpty();
        Assert.That((filled.Count, filled[1].Length, filled[1][0]), Is.EqualTo((2, 1, 3.0)));
    }
}
