using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class NemenyiTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "nemenyi" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        if (!golden.Has("average_ranks"))
        {
            golden.Check(golden.Expected.EnumerateObject().ToDictionary(e => e.Name, e => Q(e.Name)));
            return;
        }
        var ranks = golden.Input<double[]>("average_ranks");
        var critical = Nemenyi.CriticalDifference(ranks.Length, golden.Param<int>("N"), golden.Param<double>("alpha"));
        golden.Check(new { critical_difference = critical, groups = Nemenyi.Groups(ranks, critical) });
    }

    [Test]
    public void Agrees_with_the_first_set()
    {
        var golden = MetricGoldens.Of("Nemenyi critical difference").Single();
        new StatisticCase(golden.Json).Check(golden.Expected.EnumerateObject().ToDictionary(
            e => e.Name, e => new
            {
                q = Q(e.Name),
                cd = Nemenyi.CriticalDifference((int)Field(e.Name, "k"), (int)Field(e.Name, "N"), Field(e.Name, "alpha")),
            }));
    }

    // The range of two normals is √2·|z|, that of three has a closed form in Owen's T; the first is enough to fix the scale.
    [TestCase(1.0, 0.6826894921370859)]
    [TestCase(1.959963984540054, 0.95)]
    public void The_range_of_two_is_that_of_one_normal(double z, double probability) =>
        Assert.That(StudentizedRange.Below(z * Math.Sqrt(2), 2), Is.EqualTo(probability).Within(1e-13));

    [TestCase(3)]
    [TestCase(8)]
    [TestCase(80)]
    public void The_quantile_is_where_that_share_of_drawn_ranges_lies_below(int k)
    {
        var random = Seed.Of(k).Random();
        var bound = StudentizedRange.Quantile(0.9, k);
        var below = Enumerable.Range(0, 20_000).Count(_ =>
        {
            double[] normals = [.. Enumerable.Range(0, k).Select(_ => random.NextGaussian())];
            return normals.Max() - normals.Min() <= bound;
        });
        Assert.That(below / 20_000.0, Is.EqualTo(0.9).Within(0.01));
    }

    [Test]
    public void Groups_agree_with_a_naive_twin_that_tries_every_set([Range(1, 30)] int seed)
    {
        var random = Seed.Of(seed).Random();
        double[] ranks = [.. Enumerable.Range(0, 7).Select(_ => random.NextInt(12) / 2.0)];
        bool Joined(int set) => Members(set).All(i => Members(set).All(j => Math.Abs(ranks[i] - ranks[j]) < 1.6));
        int[] sets = [.. Enumerable.Range(1, 127).Where(set => Members(set).Count() > 1 && Joined(set))];
        var maximal = sets.Where(set => !sets.Any(other => other != set && (other & set) == set))
            .OrderBy(set => Members(set).Min(i => ranks[i])).Select(Members);
        Assert.That(Nemenyi.Groups(ranks, 1.6), Is.EqualTo(maximal));
    }

    private static IEnumerable<int> Members(int set) => Enumerable.Range(0, 7).Where(i => (set >> i & 1) == 1);

    private static double Q(string name) => Nemenyi.Q((int)Field(name, "k"), Field(name, "alpha"));

    private static double Field(string name, string field) =>
        double.Parse(name.Split('_').Single(p => p.StartsWith(field, StringComparison.Ordinal))[field.Length..],
            System.Globalization.CultureInfo.InvariantCulture);
}
