namespace VisEval.Metrics.Shared.Curves;

/// <summary>The position at which drawn images are best on average.</summary>
/// <param name="times">How often each image is drawn; 0 for those to look away from.</param>
/// <param name="count">The sum of these, at least 1.</param>
/// <returns>The smallest of the best positions.</returns>
internal delegate double BestPosition(ReadOnlySpan<int> times, int count);

/// <summary>The mean of drawn images at a position.</summary>
/// <param name="times">How often each image is drawn; 0 for those to look away from.</param>
/// <param name="count">The sum of these, at least 1.</param>
/// <param name="position">Where.</param>
internal delegate double MeanAtPosition(ReadOnlySpan<int> times, int count, double position);

/// <summary>What one fold was judged by.</summary>
/// <param name="Count">The images of the fold, as often as they are drawn.</param>
/// <param name="Position">The best position of all other folds; NaN where the fold has no image.</param>
/// <param name="Mean">The mean of the fold there; NaN where the fold has no image.</param>
internal readonly record struct FittedFold(int Count, double Position, double Mean);

/// <summary>The value of a mean curve at a position that was chosen on other images.</summary>
/// <remarks>
/// Images are split into folds. The best position of all other folds (the first where several are best) is where a fold is looked at, and
/// the values are weighed by the images they are over: no image has a part in the choice by which it is judged. An image that is drawn
/// several times stays in one fold. Five folds from 20 images on, as halves choose worse than all images would; two below.
/// </remarks>
/// <param name="Mean">The mean over all images of the value in their fold.</param>
/// <param name="Folds">By fold.</param>
internal sealed record CrossFit(double Mean, IReadOnlyList<FittedFold> Folds)
{
    private const int LeastForFive = 20;

    /// <summary>By image, its fold: images in turn, the same for all methods.</summary>
    public static int[] FoldsOf(int images) => [.. Enumerable.Range(0, images).Select(i => i % (images < LeastForFive ? 2 : 5))];

    /// <summary>The cross-fitted mean of curves; null where no other fold has an image.</summary>
    /// <param name="curves">The curves of the images.</param>
    /// <param name="times">How often each image is drawn.</param>
    public static double? Of(StepCurveSum curves, ReadOnlySpan<int> times) =>
        Of(times, FoldsOf(times.Length), (drawn, count) => curves.Largest(drawn, count).At, curves.MeanAt)?.Mean;

    /// <summary>The cross-fitted mean; null where a fold with an image has no other fold with one to choose on.</summary>
    /// <param name="times">How often each image is drawn.</param>
    /// <param name="foldOf">By image, its fold, from 0 on.</param>
    /// <param name="best">Chooses a position.</param>
    /// <param name="meanAt">Looks at a position.</param>
    public static CrossFit? Of(ReadOnlySpan<int> times, ReadOnlySpan<int> foldOf, BestPosition best, MeanAtPosition meanAt)
    {
        var folds = new FittedFold[foldOf.ToArray().DefaultIfEmpty(-1).Max() + 1];
        var (inside, outside) = (new int[times.Length], new int[times.Length]);
        var (sum, all) = (0.0, 0);
        for (var fold = 0; fold < folds.Length; fold++)
        {
            var (count, others) = (0, 0);
            for (var i = 0; i < times.Length; i++)
            {
                (inside[i], outside[i]) = foldOf[i] == fold ? (times[i], 0) : (0, times[i]);
                (count, others) = (count + inside[i], others + outside[i]);
            }
            folds[fold] = new FittedFold(count, double.NaN, double.NaN);
            if (count == 0)
                continue;
            if (others == 0)
                return null;
            var position = best(outside, others);
            folds[fold] = new FittedFold(count, position, meanAt(inside, count, position));
            (sum, all) = (sum + count * folds[fold].Mean, all + count);
        }
        return all == 0 ? null : new CrossFit(sum / all, folds);
    }
}
