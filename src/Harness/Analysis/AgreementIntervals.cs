using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>Percentile intervals for the agreement of numbers: all images are drawn together for both, so that what the numbers share stays
/// shared; widened to the estimate where that lies outside.</summary>
internal sealed class AgreementIntervals
{
    private readonly IReadOnlyList<OrderResamples> _orders;

    /// <summary>Of the numbers of a set of samples, in their order.</summary>
    public AgreementIntervals(SampleSet samples, IReadOnlyList<MethodInfo> methods)
    {
        // Every number draws the same images, so the threads change nothing.
        _orders = samples.Explanations.Images.Count >= OrderResamples.LeastImages && methods.Count >= MetricBoard.LeastMethods
            ? OnProcessors.Of(samples.Numbers.Count, i => OrderResamples.Of(samples, methods, samples.Numbers[i]))
            : [.. samples.Numbers.Select(_ => new OrderResamples([.. samples.Explanations.Images.Select(_ => true)], [], CellState.Ok))];
    }

    /// <summary>The interval for τ between two numbers, by index.</summary>
    public DescriptiveInterval Of(int first, int second, Judged tau)
    {
        var (a, b) = (_orders[first], _orders[second]);
        var images = a.Images.Zip(b.Images).Count(i => i.First && i.Second);
        if (tau.Value is not { } value)
            return new DescriptiveInterval(null, images, tau.State);
        if (images < OrderResamples.LeastImages)
            return DescriptiveInterval.Without(images, "too-few-images");
        if (!a.State.IsOk || !b.State.IsOk)
            return new DescriptiveInterval(null, images, a.State.IsOk ? b.State : a.State);
        List<double?> resampled = [.. a.Orders.Zip(b.Orders, (x, y) => x.With(y).TauB)];
        return resampled.Count(t => t is not null) >= DescriptiveInterval.LeastShare * resampled.Count
            && Bootstrap.PercentileInterval(resampled, MeasuredInterval.Level) is { } ends
            // Resamples repeat images and are noisier, so their percentiles may miss the estimate: it belongs to what is plausible.
            ? new DescriptiveInterval(new Interval(Math.Min(ends.Low, value), Math.Max(ends.High, value)), images, CellState.Ok)
            : DescriptiveInterval.Without(images, "all-equal-in-resamples");
    }
}
