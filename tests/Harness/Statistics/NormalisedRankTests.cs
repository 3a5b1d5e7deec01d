using System.Text.Json;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class NormalisedRankTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "normalised-rank" })]
    public void Has_every_reference_number(StatisticCase golden) => golden.Check(golden.Has("fields")
        ? golden.Input<JsonElement[]>("fields").Select(f => f.GetProperty("ranks").Deserialize<double[]>()!
            .Select(r => NormalisedRank.Of(r, f.GetProperty("k").GetInt32())))
        : new
        {
            mean_normalised = NormalisedRank.Mean(golden.Input<double?[][]>("ranks_by_network")),
            // The raw mean flatters methods of small fields and is not offered.
            mean_raw_rank = golden.Input<double?[][]>("ranks_by_network") is var fields
                ? Enumerable.Range(0, fields[0].Length).Select(m => fields.Select(f => f[m]).Average()) : null,
        });

    [Test]
    public void Its_mean_over_a_field_is_one_half_whatever_the_size([Range(1, 9)] int size) =>
        Assert.That(Enumerable.Range(1, size).Average(r => NormalisedRank.Of(r, size)), Is.EqualTo(0.5).Within(1e-12));

    [Test]
    public void A_method_of_no_field_has_none() => Assert.That(NormalisedRank.Mean([[1, null]]), Is.EqualTo(new double?[] { 0.5, null }));

    [Test]
    public void A_rank_outside_the_field_is_an_error() =>
        Assert.That(() => NormalisedRank.Of(3.5, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
