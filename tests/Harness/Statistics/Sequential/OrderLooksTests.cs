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
        ["differences below the margin"] = (random, method) => random.NextGaussian() - 0.05 * method,
        ["differences like the margin"] = (random, method) => random.NextGaussian() - 0.35 * (method % 2),
        ["differences above the margin"] = (random, method) => random.NextGaussian() - 0.3 * method,
        ["heavy tails (Cauchy)"] = (random, method) => Math.Tan(Math.PI * (random.NextDouble() - 0.5)) - 0.5 * (method % 2),
        ["skewed (lognormal)"] = (random, method) => Math.Exp((0.5 + 0.2 * method) * random.NextGaussian()) - 0.4 * (method % 2),
        ["many ties"] = (random, method) => random.NextDouble() < 0.6 + 0.2 * (method % 2) ? 1 : 0,
        ["a few disasters"] = (random, method) =>
            method % 2 == 0 && random.NextDouble() < 0.1 ? -9 : random.NextGaussian() + 0.8 * (method % 2 - 1),
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
        // α at every look and for every pair, as if there were only one.
        var sample = new GrowingSample(Situations["differences like the margin"], 6, 500);
        var wrong = Enumerable.Range(0, Runs).AsParallel().Count(run => sample.Run(run, Alpha * 15 * 9, 9).IsWrong) / (double)Runs;
        TestContext.Out.WriteLine($"wrong {wrong}");
        Assert.That(wrong, Is.GreaterThan(3 * Alpha));
    }

    [Test]
    public void Decide_a_pair_by_the_interval_of_its_difference()
    {
        var random = Seed.Of(3).Random();
        double[][] sums =
        [
            .. Enumerable.Range(0, 4).Select(
                m => (double[])[.. Enumerable.Range(0, 40).Select(_ => m * m / 10.0 + random.NextGaussian() / 9)]),
        ];
        int[] counts = [.. Enumerable.Repeat(1, 40)];
        var pairs = new OrderLooks(0.2, 0.1, 5).Look(["a", "b", "c", "d"], sums, counts, 100);

        Assert.That(pairs.Select(p => (p.First, p.Second)), Is.EqualTo(new[] { (0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3) }));
        foreach (var (first, second, order) in pairs)
        {
            // One-sided at .1/30, so two-sided at twice that.
            var interval = FiniteMean.Of(
                ClusterTotals.OfSingles(sums[first].Zip(sums[second], (a, b) => a - b)), 100, 1 - 2 * 0.1 / 5 / 6)!.Value;
            Assert.That(order.HasFlag(PairOrder.FirstBefore), Is.EqualTo(interval.High < 0.2));
            Assert.That(order.HasFlag(PairOrder.SecondBefore), Is.EqualTo(interval.Low > -0.2));
        }
        Assert.That(
            pairs.Select(p => p.Order),
            Does.Contain(PairOrder.FirstBefore).And.Contain(PairOrder.FirstBefore | PairOrder.SecondBefore));
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

        Assert.That(first[0].Order, Is.EqualTo(PairOrder.FirstBefore));
        Assert.That(second[0].Order, Is.EqualTo(PairOrder.FirstBefore | PairOrder.SecondBefore));
        Assert.That(anew[0].Order, Is.EqualTo(PairOrder.SecondBefore));
        Assert.That((first[0].IsSettled([0.3, 0.6]), first[0].IsSettled([0.6, 0.3])), Is.EqualTo((true, false)));
    }

    [Test]
    public void Know_nothing_of_one_group_and_have_no_pair_of_one_method()
    {
        Assert.That(new OrderLooks(0.1, 0.05, 1).Look(["a", "b"], [[1], [2]], [1], 9).Single().Order, Is.EqualTo(PairOrder.Open));
        Assert.That(new OrderLooks(0.1, 0.05, 1).Look(["a"], [[1, 2]], [1, 1], 9), Is.Empty);
    }
}
