using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>Intervals for the split-half reliability of numbers.</summary>
/// <remarks>An image that is drawn twice stands twice in one half: in both it would agree with itself. The splits are the same in all
/// resamples, so that they add nothing to the spread.</remarks>
internal static class ReliabilityIntervals
{
    private const int Splits = 8;

    /// <summary>The interval of a number.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="methods">The methods, no controls.</param>
    /// <param name="number">The number.</param>
    /// <param name="reliability">Its reliability over all images.</param>
    public static DescriptiveInterval Of(SampleSet samples, IReadOnlyList<MethodInfo> methods, NumberInfo number, Judged reliability)
    {
        // To pool anew for every half of every resample would take longer than the run.
        if (samples.IsPooled(number))
            return DescriptiveInterval.Without(
                methods.Select(m => samples.Of(m, number).Images.Count).DefaultIfEmpty().Max(), "pooled-over-images");
        var table = new MeritTable(samples, methods, number);
        int[] images = [.. Enumerable.Range(0, samples.Explanations.Images.Count).Where(table.Has)];
        if (reliability.Value is not { } value)
            return new DescriptiveInterval(null, images.Length, reliability.State);
        if (images.Length < OrderResamples.LeastImages)
            return DescriptiveInterval.Without(images.Length, "too-few-images");
        var splits = SplitsOf(images, samples.Explanations.Images.Count, samples.Resampling.Seed.For("halves"));
        List<double?> resampled =
        [
            .. samples.Resampling.Of(images.Length, OrderResamples.Count(images.Length)).Take(OrderResamples.Count(images.Length) / 2)
                .Select(drawn => Reliability(table, [.. drawn.Select(i => images[i])], splits)),
        ];
        return resampled.Count(r => r is not null) >= DescriptiveInterval.LeastShare * resampled.Count
            && CentredBootstrap.Of(value, resampled, MeasuredInterval.Level) is { } ends
            ? new DescriptiveInterval(ends, images.Length, CellState.Ok)
            : DescriptiveInterval.Without(images.Length, "all-equal-in-resamples");
    }

    private static double? Reliability(MeritTable table, int[] drawn, IReadOnlyList<bool[]> splits)
    {
        var correlations = new List<double>(splits.Count);
        foreach (var (first, second) in table.Halves(drawn, splits))
        {
            int[] both = [.. Enumerable.Range(0, table.Methods).Where(m => !double.IsNaN(first[m]) && !double.IsNaN(second[m]))];
            if (both.Length >= SplitHalf.LeastItems)
                correlations.Add(Correlation.Spearman([.. both.Select(m => first[m])], [.. both.Select(m => second[m])]) ?? 0);
        }
        return correlations.Count == 0 ? null : SplitHalf.SpearmanBrown(Mean.Of(correlations));
    }

    private static List<bool[]> SplitsOf(int[] images, int all, Seed seed)
    {
        var random = seed.Random();
        var order = images.ToArray();
        var splits = new List<bool[]>(Splits);
        for (var s = 0; s < Splits; s++)
        {
            random.Shuffle(order.AsSpan());
            var half = new bool[all];
            foreach (var image in order.AsSpan(0, order.Length / 2))
                half[image] = true;
            splits.Add(half);
        }
        return splits;
    }
}
