using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Ordering;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>How a method ranks over resamples of the images.</summary>
/// <param name="MeanRank">Over the images there are (<see cref="ConstructVotes.MeanRank"/>).</param>
/// <param name="MeanRanks">The type-7 quantiles (1 ∓ level)/2 of the mean rank.</param>
/// <param name="Place">The rank of the mean rank; ties share the mean place.</param>
/// <param name="Places">The quantiles of the place.</param>
/// <param name="First">P(first): the share of resamples it is first in, ties shared equally.</param>
internal sealed record ResampledRank(double MeanRank, Interval MeanRanks, double Place, Interval Places, double First);

/// <summary>Ranks over resampled images: descriptive, not an interval of the place.</summary>
/// <remarks>
/// Of methods that are equal some are excluded from the first or the last place in most runs (Hall and Miller, Annals of Statistics, 2009):
/// take <see cref="PlaceIntervals"/> for claims. P(first): Goldstein and Spiegelhalter, JRSS A, 1996.
/// </remarks>
internal static class RankBootstrap
{
    private const int Decimals = 9;

    /// <summary>By method; empty where no criterion has a value.</summary>
    /// <param name="criteria">The criteria.</param>
    /// <param name="values">By criterion, by method, one value an image; null where there is none.</param>
    /// <param name="resamples">The images of each resample, the same for all methods and criteria.</param>
    /// <param name="level">The coverage of the quantiles, in (0, 1).</param>
    /// <exception cref="ArgumentException">Lists differ in length, there is no resample, or the level is not in (0, 1).</exception>
    public static IReadOnlyList<ResampledRank> Of(
        IReadOnlyList<Criterion> criteria, IReadOnlyList<IReadOnlyList<IReadOnlyList<double?>>> values, IEnumerable<int[]> resamples,
        double level = 0.95)
    {
        WeightedMean[][] means = [.. values.Select(c => c.Select(m => new WeightedMean(m)).ToArray())];
        var images = means.SelectMany(c => c).Select(m => m.Images).Distinct().ToList();
        if (images.Count > 1)
            throw new ArgumentException("Every criterion and method needs one value an image, null where there is none.", nameof(values));
        if (images.Count == 0 || Ranks([.. Enumerable.Repeat(1.0, images[0])]) is not { } observed)
            return [];
        var drawn = resamples.Select(r => Ranks(Times(r, images[0]))).OfType<IReadOnlyList<double>>().ToList();
        if (drawn.Count == 0)
            throw new ArgumentException("The bootstrap needs a resample in which a criterion has a value.", nameof(resamples));
        var drawnPlaces = drawn.Select(Places).ToList();
        var places = Places(observed);
        return
        [
            .. Enumerable.Range(0, observed.Count).Select(m => new ResampledRank(
                observed[m], Quantiles(drawn, m, level), places[m], Quantiles(drawnPlaces, m, level),
                drawnPlaces.Average(p => IsFirst(p, m) ? 1.0 / p.Count(other => other == p[m]) : 0))),
        ];

        IReadOnlyList<double>? Ranks(double[] times) =>
            ConstructVotes.Of(criteria, [.. means.Select(c => c.Select(m => m.Of(times)).ToArray())])?.MeanRank;
    }

    private static bool IsFirst(IReadOnlyList<double> places, int method) => places[method] == places.Min();

    private static IReadOnlyList<double> Places(IReadOnlyList<double> ranks) =>
        VisEval.Harness.Statistics.Ranks.Average([.. ranks.Select(r => (double?)Math.Round(r, Decimals))], VisEval.Metrics.Direction.Lower);

    private static Interval Quantiles(IEnumerable<IReadOnlyList<double>> drawn, int method, double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentException("A level lies in (0, 1).", nameof(level));
        double[] sorted = [.. drawn.Select(d => d[method]).Order()];
        return new Interval(Quantile.OfSorted(sorted, (1 - level) / 2), Quantile.OfSorted(sorted, (1 + level) / 2));
    }

    private static double[] Times(int[] resample, int images)
    {
        var times = new double[images];
        foreach (var image in resample)
            times[image]++;
        return times;
    }
}
