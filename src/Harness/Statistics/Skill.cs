namespace VisEval.Harness.Statistics;

/// <summary>How far a score has come from that of the null to the ideal: 0 like the null, 1 ideal, below 0 worse.</summary>
/// <remarks>
/// (q(s) − q(s₀))/(ideal − q(s₀)) (Murphy, Monthly Weather Review, 1988), not clipped. q(x) = x; |x| for a similarity whose ideal
/// is 0. A ratio of means over the images of both, never a mean of ratios.
/// </remarks>
/// <param name="Ideal">The best score there can be.</param>
/// <param name="Magnitude">Whether the magnitude of the score counts: a similarity whose ideal is 0.</param>
internal readonly record struct Skill(double Ideal, bool Magnitude = false)
{
    private const double Slack = 1e-12;

    /// <summary>The skill of a score; null where the null is as good as the ideal (within 10⁻¹²).</summary>
    public double? Of(double score, double nullScore)
    {
        var room = Ideal - Size(nullScore);
        return Math.Abs(room) <= Slack ? null : (Size(score) - Size(nullScore)) / room;
    }

    /// <summary>The skill of the means over rows of drawn images; null where either has no row or the null is ideal.</summary>
    /// <param name="scores">By image, the scores.</param>
    /// <param name="nulls">By image, the scores of the null; the same images in the same order.</param>
    /// <param name="images">The images, repeated as drawn.</param>
    public double? Of(Clusters scores, Clusters nulls, ReadOnlySpan<int> images) =>
        MeanOver(scores, images) is { } score && MeanOver(nulls, images) is { } nullScore ? Of(score, nullScore) : null;

    /// <summary>The percentile interval of the skill; null where no resample has one.</summary>
    /// <param name="scores">By image, the scores.</param>
    /// <param name="nulls">By image, the scores of the null; the same images in the same order.</param>
    /// <param name="resamples">The images of each resample, the same for both.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The images differ.</exception>
    public Interval? PercentileInterval(Clusters scores, Clusters nulls, IEnumerable<int[]> resamples, double level = 0.95)
    {
        if (scores.Count != nulls.Count)
            throw new ArgumentException($"{scores.Count} images cannot be drawn together with {nulls.Count}.", nameof(nulls));
        var skill = this;
        return Bootstrap.PercentileInterval(images => skill.Of(scores, nulls, images), resamples, level);
    }

    private double Size(double score) => Magnitude ? Math.Abs(score) : score;

    private static double? MeanOver(Clusters rows, ReadOnlySpan<int> images)
    {
        var (sum, count) = (0.0, 0);
        foreach (var image in images)
        {
            foreach (var value in rows[image])
                sum += value;
            count += rows[image].Length;
        }
        return count == 0 ? null : sum / count;
    }
}
