using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Tests.Harness.Statistics.Sequential;

public sealed class OrderLooksTests
{
    private const int Runs = 1000;
    private const double Alpha = 0.05;

    private static readonly Dictionary<string, Func<RandomSource, int, double>> Situations = new()
    {
        ["no difference"] = (random, _) => random.NextGaussian(),
        ["tiny differences"] = (random, method) => random.NextGaussian() - 0.03 * method,
        ["small differences"] = (random, method) => random.NextGaussian() - 0.1 * method,
        ["heavy tails (Cauchy)"] = (random, method) => Math.Tan(Math.PI * (random.NextDouble() - 0.5)) - 0.1 * method,
        ["skewed (lognormal)"] = (random, method) => Math.Exp((0.5 + 0.1 * method) * random.NextGaussian()),
        ["many ties"] = (random, method) => random.NextDouble() < 0.6 + 0.02 * method ? 1 : 0,
        ["a few disasters"] = (random, method) => method % 2 == 0 && random.NextDouble() < 0.1 ? -5 : random.NextGaussian() - 0.1 * method,
    };

    private static IEnumerable<string> Names => Situations.Keys;

    [Test]
    public void Seldom_decide_what_the_whole_run_contradicts([ValueSource(nameof(Names))] string situation, [Values(120, 500)] int groups)
    {
        var sample = new GrowingSample(Situations[situation], 6, groups);
        var looks = Looks.Of(groups).Count;
        var runs = Enumerable.Range(0, Runs).AsParallel().Select(run => sample.Run(run, Alpha, looks)).ToList();
        var wrong = runs.Count(r => r.IsWrong) / (double)Runs;
        TestContext.Out.WriteLine($"{situation}, {groups}: wrong {wrong}, used {runs.Average(r => r.Used) / groups}");
        Assert.That(wrong, Is.LessThanOrEqualTo(Alpha));
    }

    [Test]
    public void Would_be_wrong_too_often_if_looks_cost_nothing()
    {
        // The same intervals with α at every look and for every pair, as if there were only one.
        var sample = new GrowingSample(Situations["no difference"], 6, 500);
        var wrong = Enumerable.Range(0, Runs).AsParallel().Count(run => sample.Run(run, Alpha * 15 * 9, 9).IsWrong) / (double)Runs;
        Assert.That(wrong, Is.GreaterThan(4 * Alpha));
    }

    [Test]
    public void Decide_a_pair_by_the_interval_of_its_difference()
    {
        var random = Seed.Of(3).Random();
        double[][] sums =
        [
            .. Enumerable.Range(0, 4).Select(m => (double[])[.. Enumerable.Range(0, 40).Select(_ => m * m / 10.0 + random.NextGaussian() / 9)]),
        ];
        int[] counts = [.. Enumerable.Repeat(1, 40)];
        var pairs = new OrderLooks(0.2, 0.1, 5).Look(["a", "b", "c", "d"], sums, counts, 100);

        Assert.That(pairs.Select(p => (p.First, p.Second)), Is.EqualTo(new[] { (0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3) }));
        foreach (var (first, second, order) in pairs)
        {
            var interval = FiniteMean.Of(
                ClusterTotals.OfSingles(sums[first].Zip(sums[second], (a, b) => a - b)), 100, 1 - 0.1 / 5 / 6)!.Value;
            Assert.That(order, Is.EqualTo(
                Math.Max(-interval.Low, interval.High) < 0.2 ? PairOrder.Close
                : interval.High < 0 ? PairOrder.FirstLower : interval.Low > 0 ? PairOrder.SecondLower : PairOrder.Open));
        }
        Assert.That(pairs.Select(p => p.Order), Does.Contain(PairOrder.FirstLower).And.Contain(PairOrder.Close));
    }

    [Test]
    public void Take_no_decision_back()
    {
        var looks = new OrderLooks(0.05, 0.1, 2);
        int[] counts = [.. Enumerable.Repeat(1, 20)];
        double[] low = [.. Enumerable.Range(0, 20).Select(i => 0.3 + 0.01 * (i % 2))];
        double[] high = [.. low.Select((v, i) => v + 0.3 + 0.01 * (i % 3))];

        var first = looks.Look(["a", "b"], [low, high], counts, 100);
        var second = looks.Look(["a", "b"], [high, low], counts, 100);
        var anew = new OrderLooks(0.05, 0.1, 2).Look(["a", "b"], [high, low], counts, 100);

        Assert.That((first[0].Order, second[0].Order), Is.EqualTo((PairOrder.FirstLower, PairOrder.FirstLower)));
        Assert.That(anew[0].Order, Is.EqualTo(PairOrder.SecondLower));
    }

    [Test]
    public void Know_nothing_of_one_group_and_have_no_pair_of_one_method()
    {
        Assert.That(new OrderLooks(0.1, 0.05, 1).Look(["a", "b"], [[1], [2]], [1], 9).Single().Order, Is.EqualTo(PairOrder.Open));
        Assert.That(new OrderLooks(0.1, 0.05, 1).Look(["a"], [[1, 2]], [1, 1], 9), Is.Empty);
    }
}
