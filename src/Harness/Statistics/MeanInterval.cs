namespace VisEval.Harness.Statistics;

/// <summary>How an interval of a mean was made.</summary>
internal enum IntervalKind
{
    /// <summary>Bootstrap-t over clusters.</summary>
    BootstrapT,

    /// <summary>Student's, on the linearised standard error.</summary>
    Student,

    /// <summary>Wilson's on the effective number of images, because another one would leave the bounds of the score.</summary>
    Wilson,

    /// <summary>All clusters have the same mean: the interval is that point and tells nothing about other images.</summary>
    NoSpread,
}

/// <summary>An interval of a mean over images, with the procedure that suits their number.</summary>
/// <remarks>
/// From 8 images on the bootstrap-t; below it, or where more than 5 % of the resamples have no spread, Student's: with so few different
/// values the bootstrap-t runs away. Neither is of use for hits; see <see cref="Proportion"/>. Where an end lies beyond a bound of a score
/// that has two, the procedure does not suit the values (cut off, it would often say nothing but the range): then
/// <see cref="BoundedMean"/>.
/// </remarks>
/// <param name="Ends">The interval, within the range of the score.</param>
/// <param name="Kind">How it was made.</param>
internal sealed record MeanInterval(Interval Ends, IntervalKind Kind)
{
    /// <summary>The images from which on the bootstrap-t is used.</summary>
    public const int LeastForBootstrap = 8;

    /// <summary>The resamples of the bootstrap-t.</summary>
    public const int Resamples = 1999;

    private const double MostDropped = 0.05;

    /// <summary>The interval of a mean; null below two images.</summary>
    /// <param name="totals">The sums and counts of the images.</param>
    /// <param name="resampling">The resamples, the same for every mean of as many images.</param>
    /// <param name="range">Where the score can lie; null where that is not known.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The level is not in (0, 1).</exception>
    public static MeanInterval? Of(ClusterTotals totals, Resampling resampling, Interval? range = null, double level = 0.95) =>
        Of(totals, t => ResampledMeans.ShiftsAndErrors(t, resampling.Of(t.Count, Resamples)), range, level);

    /// <summary>As above, from resampled means (θ_b − θ and se_b).</summary>
    internal static MeanInterval? Of(
        ClusterTotals totals, Func<ClusterTotals, IEnumerable<(double Shift, double StandardError)>> resampled, Interval? range,
        double level = 0.95)
    {
        if (StudentInterval.Of(totals, level) is not { } student)
            return null;
        var (ends, kind) = (student, IntervalKind.Student);
        if (!totals.HasSpread)
            (ends, kind) = (new Interval(totals.Mean, totals.Mean), IntervalKind.NoSpread);
        else if (totals.Count >= LeastForBootstrap)
        {
            var bootstrap = BootstrapT.Of(totals, resampled(totals), level);
            if (bootstrap.Ends is { } found && bootstrap.Dropped <= MostDropped * bootstrap.Resamples)
                (ends, kind) = (found, IntervalKind.BootstrapT);
        }
        if (range is not { } bounds)
            return new MeanInterval(ends, kind);
        return ends.ClippedTo(bounds) != ends && BoundedMean.Wilson(totals, bounds, level) is { } bounded
            ? new MeanInterval(bounded, IntervalKind.Wilson)
            : new MeanInterval(ends.ClippedTo(bounds), kind);
    }
}
