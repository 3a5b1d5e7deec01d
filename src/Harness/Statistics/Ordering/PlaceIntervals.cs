using VisEval.Metrics;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Which places the methods may have, from tests of all pairs.</summary>
/// <remarks>
/// Place interval [1 + number significantly better, k − number significantly worse], simultaneous for all methods at 1 − α
/// (Al Mohamad, Goeman, van Zwet, Biometrika, 2022): two-sided sign-flip test of the paired differences of whole images, Holm over all
/// k(k − 1)/2 pairs. Tied with the first are all that no pair sets apart from it: comparing with the first alone ignores that
/// its score picked it.
/// </remarks>
/// <param name="Places">By method.</param>
/// <param name="First">The best mean; of equals the lowest index.</param>
/// <param name="Pairs">Every pair.</param>
internal sealed record PlaceIntervals(IReadOnlyList<Place> Places, int First, IReadOnlyList<PairTest> Pairs)
{
    private const int Decimals = 12;
    private const double Slack = 1e-12;

    /// <summary>Places methods.</summary>
    /// <param name="byImage">By image, one value a method: ranks, or a score.</param>
    /// <param name="better">Which way is better; <see cref="Direction.Lower"/> for ranks.</param>
    /// <param name="flipping">Where the flips of more images than are counted come from.</param>
    /// <param name="alpha">The chance, over all pairs, of any false difference.</param>
    /// <param name="looks">How often the same may be tested while images are added, at least 1: α is divided by it.</param>
    /// <exception cref="ArgumentException">There is no image or method, images differ in their number of methods, or a value is not
    /// finite.</exception>
    public static PlaceIntervals Of(
        IReadOnlyList<IReadOnlyList<double>> byImage, Direction better, Flipping flipping, double alpha = 0.05, int looks = 1)
    {
        if (byImage.Count == 0 || byImage[0].Count == 0)
            throw new ArgumentException("Places need at least one image and one method.", nameof(byImage));
        if (byImage.Any(image => image.Count != byImage[0].Count))
            throw new ArgumentException("Every image needs one value a method.", nameof(byImage));
        var sign = better == Direction.Higher ? 1 : -1;
        Finite.Check(byImage.SelectMany(image => image), nameof(byImage));
        var methods = byImage[0].Count;
        double[][] gains = [.. Enumerable.Range(0, methods).Select(m => byImage.Select(image => sign * image[m]).ToArray())];
        double[] means = [.. gains.Select(g => Math.Round(g.Average(), Decimals))];
        var first = Array.IndexOf(means, means.Max());
        var pairs = Adjust(PairFlips.Probabilities(gains, flipping, looks));
        var differing = pairs.Where(p => p.Adjusted <= alpha / looks + Slack).ToList();
        return new PlaceIntervals(
        [
            .. Enumerable.Range(0, methods).Select(m =>
            {
                int[] others = [.. differing.Where(p => p.First == m || p.Second == m).Select(p => p.First + p.Second - m)];
                return new Place(sign * means[m], 1 + others.Count(o => means[o] > means[m]),
                    methods - others.Count(o => means[o] < means[m]), !others.Contains(first));
            }),
        ], first, pairs);
    }

    private static IReadOnlyList<PairTest> Adjust(IReadOnlyList<(int First, int Second, double Probability)> pairs) =>
    [
        .. pairs.Zip(Holm.Adjust([.. pairs.Select(p => p.Probability)]),
            (pair, adjusted) => new PairTest(pair.First, pair.Second, pair.Probability, adjusted)),
    ];
}
