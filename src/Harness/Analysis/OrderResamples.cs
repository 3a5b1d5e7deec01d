using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>How one number orders the methods in every bootstrap resample of the images; all numbers see the same resamples.</summary>
/// <param name="Images">By image of the run, whether any method has a number.</param>
/// <param name="Orders">One a resample.</param>
/// <param name="State">Why there are none, where there are none.</param>
internal sealed record OrderResamples(bool[] Images, IReadOnlyList<PairOrders> Orders, CellState State)
{
    /// <summary>The least number of images for an interval without a standard error.</summary>
    public const int LeastImages = 8;

    private const int Most = 400;
    private const int Least = 100;
    private const int MostDrawn = 2_000_000;

    /// <summary>The resamples of so many images: 400, above 5,000 images fewer, 100 at least.</summary>
    public static int Count(int images) => Math.Clamp(MostDrawn / Math.Max(1, images), Least, Most);

    /// <summary>Of a number.</summary>
    public static OrderResamples Of(SampleSet samples, IReadOnlyList<MethodInfo> methods, NumberInfo number)
    {
        var images = samples.Explanations.Images.Count;
        return samples.IsPooled(number) ? Pooled(samples, methods, number) : Mean(new MeritTable(samples, methods, number));

        OrderResamples Mean(MeritTable table) => new(
            [.. Enumerable.Range(0, images).Select(table.Has)],
            [.. samples.Resampling.Of(images, Count(images)).Select(drawn => new PairOrders(table.Means(drawn)))],
            CellState.Ok);
    }

    // What pools images is resampled for its own intervals already, by the same draws where it has all images.
    private static OrderResamples Pooled(SampleSet samples, IReadOnlyList<MethodInfo> methods, NumberInfo number)
    {
        var images = samples.Explanations.Images;
        var found = methods.Select(m => samples.Of(m, number)).ToList();
        if (found.Any(s => s.Images.Count > 0 && !s.Images.SequenceEqual(images)))
            return new OrderResamples([.. images.Select(_ => true)], [], CellState.Undefined("pooled-over-other-images"));
        var merits = found.Select(s => s.ResampledMerits).ToList();
        return new OrderResamples(
            [.. images.Select(_ => true)],
            [
                .. Enumerable.Range(0, Count(images.Count)).Select(
                    r => new PairOrders([.. merits.Select(m => r < m.Count ? m[r] ?? double.NaN : double.NaN)])),
            ],
            CellState.Ok);
    }
}
