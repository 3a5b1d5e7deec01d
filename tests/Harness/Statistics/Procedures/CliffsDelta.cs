using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>How often a value of one sample exceeds one of another (Cliff, Psychological Bulletin, 1993); paired:
/// <see cref="Dominance"/>.</summary>
/// <param name="Delta">(#{x &gt; y} − #{x &lt; y})/(nm), in [−1, 1].</param>
public readonly record struct CliffsDelta(double Delta)
{
    /// <summary>Â = (δ + 1)/2: P(x &gt; y) + ½P(x = y), in [0, 1] (Vargha and Delaney, JEBS, 2000).</summary>
    public double Superiority => (Delta + 1) / 2;

    /// <summary>Of two samples; null where one is empty.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static CliffsDelta? Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        Finite.Check(x, nameof(x));
        Finite.Check(y, nameof(y));
        if (x.Count == 0 || y.Count == 0)
            return null;
        var sorted = y.Order().ToArray();
        var balance = 0L;
        var (below, upTo) = (0, 0);
        foreach (var value in x.Order())
        {
            while (below < sorted.Length && sorted[below] < value)
                below++;
            while (upTo < sorted.Length && sorted[upTo] <= value)
                upTo++;
            balance += below - (sorted.Length - upTo);
        }
        return new CliffsDelta((double)balance / ((long)x.Count * y.Count));
    }
}
