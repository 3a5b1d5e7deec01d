using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The shift that paired differences show, and the shifts that the signed-rank test does not reject.</summary>
/// <remarks>
/// Hodges and Lehmann, Annals of Mathematical Statistics, 1963: the median of the n(n + 1)/2 Walsh averages (d_i + d_j)/2, i ≤ j. The
/// interval runs from the q-th smallest to the q-th largest of them, q the smallest k with P(V ≤ k) ≥ (1 − level)/2 for the
/// signed-rank statistic V without ties, at least 1. Below six differences it cannot reach 95 %.
/// </remarks>
/// <param name="Estimate">The median of the Walsh averages, in the unit of the differences.</param>
/// <param name="Interval">The shifts not rejected.</param>
/// <param name="Order">q.</param>
/// <param name="AchievedLevel">1 − 2P(V ≤ q − 1), in [0, 1).</param>
/// <param name="WalshAverages">How many averages there are.</param>
internal sealed record HodgesLehmann(double Estimate, Interval Interval, int Order, double AchievedLevel, int WalshAverages)
{
    private const double Slack = 1e-12;

    /// <summary>Of differences.</summary>
    /// <param name="differences">At least one.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no difference, one is not finite, or the level is not in (0, 1).</exception>
    public static HodgesLehmann Of(IReadOnlyList<double> differences, double level = 0.95)
    {
        if (differences.Count == 0)
            throw new ArgumentException("A shift needs at least one difference.", nameof(differences));
        if (!(level > 0 && level < 1))
            throw new ArgumentException("A level lies in (0, 1).", nameof(level));
        Finite.Check(differences, nameof(differences));
        var n = differences.Count;
        var walsh = new double[n * (n + 1) / 2];
        for (int i = 0, next = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                walsh[next++] = (differences[i] + differences[j]) / 2;
        Array.Sort(walsh);
        var (order, below) = OrderOf(n, (1 - level) / 2);
        return new HodgesLehmann(Quantile.OfSorted(walsh, 0.5), new Interval(walsh[order - 1], walsh[^order]), order, 1 - 2 * below,
            walsh.Length);
    }

    // The order q and P(V ≤ q − 1); the distribution counts halves, and without ties every other entry is zero.
    private static (int Order, double Below) OrderOf(int n, double tail)
    {
        var distribution = SignedRankDistribution.Of(Enumerable.Range(1, n).Select(r => (double)r));
        var (order, below) = (0, 0.0);
        while (order == 0 || below + distribution[2 * order] < tail - Slack)
            below += distribution[2 * order++];
        return (order, below);
    }
}
