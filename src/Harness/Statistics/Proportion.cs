using MathNet.Numerics.Distributions;

namespace VisEval.Harness.Statistics;

/// <summary>A share of hits in clusters (images), whose rows depend on each other and count for less than independent ones.</summary>
/// <remarks>
/// p = Σ x_i/M; v = n/(n−1) Σ (x_i − p m_i)²/M²; design effect v/(p(1−p)/M), at least 1 (Kish, Survey Sampling, 1965; Rao, Scott,
/// Biometrics, 1992). At p = 0 or 1 and with a single image it is 0/0; the rows of an image are then taken to agree: M/n.
/// </remarks>
/// <param name="Share">p.</param>
/// <param name="Rows">M.</param>
/// <param name="Clusters">n.</param>
/// <param name="RawDesignEffect">The design effect before it is held to at least 1; null where it is 0/0.</param>
internal sealed record Proportion(double Share, long Rows, int Clusters, double? RawDesignEffect)
{
    /// <summary>Of hits by cluster: the sums are numbers of hits.</summary>
    /// <exception cref="ArgumentException">There is no cluster, or one has more hits than rows.</exception>
    public static Proportion Of(ClusterTotals hits)
    {
        if (hits.Count == 0)
            throw new ArgumentException("A proportion of nothing does not exist.", nameof(hits));
        for (var i = 0; i < hits.Count; i++)
            if (hits.Sums[i] < 0 || hits.Sums[i] > hits.Counts[i])
                throw new ArgumentException(
                    $"Image {i} has {hits.Sums[i]} hits in {hits.Counts[i]} rows; hits are counted by 0 and 1.", nameof(hits));
        var share = hits.Mean;
        var exists = hits.Count > 1 && hits.Sum > 0 && hits.Sum < hits.Rows;
        return new Proportion(
            share, hits.Rows, hits.Count, exists ? Math.Pow(hits.StandardError, 2) / (share * (1 - share) / hits.Rows) : null);
    }

    /// <summary>By how many times the variance exceeds that of as many independent rows; at least 1.</summary>
    public double DesignEffect => RawDesignEffect is { } raw ? Math.Max(1, raw) : (double)Rows / Clusters;

    /// <summary>M/design effect: the independent rows that would tell as much.</summary>
    public double EffectiveRows => Rows / DesignEffect;

    /// <summary>Wilson's interval of p·n of n effective rows.</summary>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public Interval Wilson(double level = 0.95) => ProportionInterval.Wilson(Hits(EffectiveRows), EffectiveRows, level);

    /// <summary>Jeffreys's interval of p·n of n effective rows.</summary>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public Interval Jeffreys(double level = 0.95) => ProportionInterval.Jeffreys(Hits(EffectiveRows), EffectiveRows, level);

    /// <summary>The effective rows times (z/t_(n−1))², which allows for a variance known from few clusters (Korn, Graubard, Survey
    /// Methodology, 1998); covers more than the level. Needs two clusters.</summary>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public double CautiousRows(double level = 0.95) =>
        EffectiveRows * Math.Pow(Normal.InvCDF(0, 1, (1 + level) / 2) / Student.Quantile(Clusters - 1, (1 + level) / 2), 2);

    /// <summary>Wilson's interval on <see cref="CautiousRows"/>.</summary>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public Interval CautiousWilson(double level = 0.95) =>
        ProportionInterval.Wilson(Hits(CautiousRows(level)), CautiousRows(level), level);

    // Exactly all of them at p = 1.
    private double Hits(double rows) => Share * rows;
}
