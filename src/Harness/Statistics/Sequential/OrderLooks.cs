namespace VisEval.Harness.Statistics.Sequential;

/// <summary>Decides, while a sample grows, how the means of several methods over the whole population are ordered: one look after the
/// other, no decision taken back.</summary>
/// <remarks>
/// At every look every pair of k methods has the interval <see cref="FiniteMean"/> of its difference at 1 − α/(L·k(k − 1)/2), L the looks
/// that are planned. A pair is close once its interval lies within ±margin, ordered once it leaves out 0. By the union bound the chance
/// that any decision at any look differs from the whole population is at most α, whatever the pairs and looks have to do with each
/// other, as far as each interval keeps its level; that is Student's, so approximate (simulated in the tests).
/// </remarks>
/// <param name="margin">The difference of means from which on the order matters, above 0.</param>
/// <param name="alpha">The chance of any wrong decision at any look, in (0, 1).</param>
/// <param name="looks">L, at least 1.</param>
public sealed class OrderLooks(double margin, double alpha, int looks)
{
    private readonly Dictionary<(string First, string Second), PairOrder> _decided = [];

    /// <summary>Looks again.</summary>
    /// <param name="methods">The names of the methods.</param>
    /// <param name="sums">By method, the sum of each cluster's values, lower is better.</param>
    /// <param name="counts">The number of values of each cluster, the same for all methods.</param>
    /// <param name="population">The clusters of the whole population.</param>
    /// <returns>What is known of every pair, in the order (1, 0), (2, 0), (2, 1), ….</returns>
    public IReadOnlyList<DecidedPair> Look(
        IReadOnlyList<string> methods, IReadOnlyList<double[]> sums, int[] counts, int population)
    {
        var pairs = methods.Count * (methods.Count - 1) / 2;
        var quantile = counts.Length < 2 || pairs == 0 ? 0 : Student.Quantile(counts.Length - 1, 1 - alpha / looks / pairs / 2);
        return
        [
            .. from second in Enumerable.Range(0, methods.Count)
               from first in Enumerable.Range(0, second)
               let name = (methods[first], methods[second])
               select new DecidedPair(first, second, _decided.TryGetValue(name, out var known) ? known : Decide(name, first, second)),
        ];

        PairOrder Decide((string, string) name, int first, int second)
        {
            if (counts.Length < 2)
                return PairOrder.Open;
            var totals = new ClusterTotals([.. sums[first].Zip(sums[second], (a, b) => a - b)], counts);
            var interval = FiniteMean.WithQuantile(totals, population, quantile);
            var order = interval.IsWithin(margin) ? PairOrder.Close
                : interval.High < 0 ? PairOrder.FirstLower
                : interval.Low > 0 ? PairOrder.SecondLower
                : PairOrder.Open;
            if (order != PairOrder.Open)
                _decided[name] = order;
            return order;
        }
    }
}

/// <summary>What is known of a pair of methods.</summary>
/// <param name="First">One, by index.</param>
/// <param name="Second">The other, a larger index.</param>
/// <param name="Order">What is known.</param>
public readonly record struct DecidedPair(int First, int Second, PairOrder Order);
