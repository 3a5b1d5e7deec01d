namespace VisEval.Harness.Statistics.Sequential;

/// <summary>Decides, while a sample grows, how the means of several methods over the whole population are ordered, up to a margin: one
/// look after the other, no decision taken back.</summary>
/// <remarks>
/// An indifference zone (Bechhofer, Annals of Mathematical Statistics, 1954): two methods that differ by less than the margin may stand
/// either way. At every look and of every pair the upper end of <see cref="FiniteMean"/>'s interval of the difference is taken at
/// 1 − α/(L·k(k − 1)/2), one-sided, L the looks that are planned, k the methods; where it lies below the margin, the one may stand
/// before the other. Of a pair only one of the two such statements can be wrong, so by the union bound the chance that all of the
/// population contradicts any of them at any look is at most α, whatever pairs and looks have to do with each other, as far as each end
/// keeps its level; that is Student's, so approximate (simulated in the tests).
/// </remarks>
/// <param name="margin">The difference of means from which on the order matters, above 0.</param>
/// <param name="alpha">The chance of any wrong decision at any look, in (0, 1).</param>
/// <param name="looks">L, at least 1.</param>
internal sealed class OrderLooks(double margin, double alpha, int looks)
{
    private readonly Dictionary<(string First, string Second), PairOrder> _decided = [];

    /// <summary>Looks again.</summary>
    /// <param name="methods">The names of the methods.</param>
    /// <param name="sums">By method, the sum of each cluster's values, lower is better.</param>
    /// <param name="counts">The number of values of each cluster, the same for all methods.</param>
    /// <param name="population">The clusters of the whole population.</param>
    /// <returns>What is known of every pair, in the order (0, 1), (0, 2), (1, 2), ….</returns>
    public IReadOnlyList<DecidedPair> Look(
        IReadOnlyList<string> methods, IReadOnlyList<double[]> sums, int[] counts, int population)
    {
        var pairs = methods.Count * (methods.Count - 1) / 2;
        var quantile = counts.Length < 2 || pairs == 0 ? 0 : Student.Quantile(counts.Length - 1, 1 - alpha / looks / pairs);
        return
        [
            .. from second in Enumerable.Range(0, methods.Count)
               from first in Enumerable.Range(0, second)
               select new DecidedPair(first, second, Known(first, second)),
        ];

        PairOrder Known(int first, int second)
        {
            var name = (methods[first], methods[second]);
            var known = _decided.GetValueOrDefault(name);
            if (known != Both && counts.Length > 1)
                _decided[name] = known |= Now(new ClusterTotals([.. sums[first].Zip(sums[second], (a, b) => a - b)], counts));
            return known;
        }

        PairOrder Now(ClusterTotals difference)
        {
            var interval = FiniteMean.WithQuantile(difference, population, quantile);
            return (interval.High < margin ? PairOrder.FirstBefore : PairOrder.Open)
                | (interval.Low > -margin ? PairOrder.SecondBefore : PairOrder.Open);
        }
    }

    private static PairOrder Both => PairOrder.FirstBefore | PairOrder.SecondBefore;
}

/// <summary>What is known of a pair of methods.</summary>
/// <param name="First">One, by index.</param>
/// <param name="Second">The other, a larger index.</param>
/// <param name="Order">What is known.</param>
internal readonly record struct DecidedPair(int First, int Second, PairOrder Order)
{
    /// <summary>Whether the two may stand as their means on the sample have them.</summary>
    /// <param name="means">By method, the mean on the sample; lower stands before.</param>
    public bool IsSettled(IReadOnlyList<double> means) =>
        (means[First] <= means[Second] && Order.HasFlag(PairOrder.FirstBefore))
        || (means[First] >= means[Second] && Order.HasFlag(PairOrder.SecondBefore));
}
