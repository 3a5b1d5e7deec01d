using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class MergedNetworksTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "networks" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        Clusters[] networks = [.. golden.Input<double[][][]>("gains_networks_clusters_rows").Select(Clusters.Of)];
        var merged = new MergedNetworks(networks);
        var resamples = golden.Array("indices");
        Assert.That(resamples, Has.Length.EqualTo(golden.Param<int>("resamples")));
        var interval = merged.PercentileInterval(resamples, golden.Param<double>("level"))!.Value;
        var test = SignFlip.Counted([.. merged.Parts]);
        golden.Check(new
        {
            by_network = merged.ByNetwork,
            merged = merged.Mean,
            pooled_rows = merged.PooledRows,
            percentile = interval.Ends(),
            resamples_dropped = resamples.Count(r => merged.Over(r) is null),
            p_better = test.Better,
            p_two = test.TwoSided,
        });
    }

    [Test]
    public void The_parts_of_the_images_add_up_to_the_mean()
    {
        var merged = new MergedNetworks([Clusters.Of([[1, 2], [], [5]]), Clusters.Of([[3], [4, 4, 4], []])]);
        Assert.That(merged.Parts.Sum(), Is.EqualTo(merged.Mean).Within(1e-12));
        Assert.That(merged.Mean, Is.EqualTo((8 / 3.0 + 15 / 4.0) / 2).Within(1e-12));
    }

    [Test]
    public void A_resample_in_which_a_network_has_no_row_has_no_value() =>
        Assert.That(new MergedNetworks([Clusters.Of([[1], []]), Clusters.Of([[1], [2]])]).Over([1, 1]), Is.Null);

    // The same picture under two networks is one image: twice as many networks that agree make nothing more certain.
    [Test]
    public void Doubling_a_network_changes_no_probability()
    {
        var random = Seed.Of(3).Random();
        var network = Clusters.Of([.. Enumerable.Range(0, 9).Select(_ => (double[])[random.NextGaussian() + 0.5])]);
        Assert.That(
            SignFlip.Counted([.. new MergedNetworks([network, network]).Parts]).Better,
            Is.EqualTo(SignFlip.Counted([.. new MergedNetworks([network]).Parts]).Better));
    }

    [Test]
    public void What_cannot_be_merged_is_an_error()
    {
        Assert.That(() => new MergedNetworks([]), Throws.ArgumentException);
        Assert.That(() => new MergedNetworks([Clusters.Of([[1]]), Clusters.Of([[1], [2]])]), Throws.ArgumentException);
        Assert.That(() => new MergedNetworks([Clusters.Of([[], []])]), Throws.ArgumentException);
    }
}
