using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Reports;

/// <summary>What one explanation costs, over the measured repetitions.</summary>
/// <param name="Milliseconds">Median wall time.</param>
/// <param name="Quartiles">Lower and upper quartile of the wall time.</param>
/// <param name="Forwards">Median number of images run forwards.</param>
/// <param name="Backwards">Median number of images run backwards.</param>
/// <param name="PeakMegabytes">The largest resident memory, in 10⁶ bytes.</param>
public sealed record Cost(double Milliseconds, Interval Quartiles, double Forwards, double Backwards, double PeakMegabytes)
{
    /// <summary>Summarises repetitions; null where there is none.</summary>
    public static Cost? Of(IReadOnlyCollection<TimingRow> timings)
    {
        if (timings.Count == 0)
            return null;
        var times = timings.Select(t => t.Milliseconds).Order().ToArray();
        return new Cost(
            Quantile.OfSorted(times, 0.5),
            new Interval(Quantile.OfSorted(times, 0.25), Quantile.OfSorted(times, 0.75)),
            Quantile.Median(timings.Select(t => (double)t.Forwards)),
            Quantile.Median(timings.Select(t => (double)t.Backwards)),
            timings.Max(t => t.PeakMegabytes));
    }
}
