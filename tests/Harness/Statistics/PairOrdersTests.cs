using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class PairOrdersTests
{
    [Test]
    public void Count_pairs_as_the_loop_over_items_does([Values(2, 3, 12, 40)] int items, [Range(1, 10)] int seed)
    {
        var random = Seed.Of(seed).Random();
        // Few values, so that there are ties; some are missing.
        double[] Draw() => [.. Enumerable.Range(0, items).Select(_ => random.NextInt(8) == 0 ? double.NaN : random.NextInt(5) / 4.0)];
        var (x, y) = (Draw(), Draw());
        int[] both = [.. Enumerable.Range(0, items).Where(i => !double.IsNaN(x[i]) && !double.IsNaN(y[i]))];
        double[] a = [.. both.Select(i => x[i])];
        double[] b = [.. both.Select(i => y[i])];
        Assert.That(new PairOrders(x).With(new PairOrders(y)), Is.EqualTo(KendallTau.Of(a, b)));
    }
}
