using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>Average precision of the map as a detector of the target's pixels, over all images together; higher is better.</summary>
/// <remarks>
/// The map is scaled to s ∈ [0, 1]; at τ the pixels s ≥ τ are said to be the target. Precision P(τ) and recall R(τ) count the pixels of all
/// images; PxAP = Σ_k P(τ_k) (R(τ_k) − R(τ_{k+1})), τ_k = k/n for k = 0…n, R(τ_{n+1}) = 0, in [0, 1] (Choe et al., CVPR 2020). Not a mean
/// of the numbers of single images: over images <see cref="Pool"/> decides. At the input; pixels the dataset calls neither target nor
/// background are left out, before the map is scaled. n = 1000 as in the authors' code, which is the dialect <c>wsol</c>; fewer thresholds
/// join neighbouring values, which lowers the area a little (0.766 to 0.763 at n = 100 in one measurement), and make smaller files. The
/// area is a sum of rectangles, not of trapezoids, which would be too large. Curves: how many pixels with s ≥ τ are the target's, and how
/// many the background's. A constant map ranks nothing: <c>degenerate:constant</c>; the authors' code takes it for zeros.
/// </remarks>
[Named("pxap")]
[Paper("Choe et al.: Evaluating Weakly Supervised Object Localization Methods Right, CVPR 2020", 2020)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "pxap", "degenerate:constant")]
[Dialect("wsol", "thresholds=1000")]
internal sealed record PxAp([InRange(2, 1_000_000)][About("Steps between the thresholds from 0 to 1.")] int Thresholds = 1000)
    : IPooledMetric
{
    private static readonly ScoreInfo[] Info = [new("pxap", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var (scored, target) = ScoredPixels.Of(context.Map, truth);
        if (scored.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var map = scored.Values;
        var (smallest, largest) = SpanMath.Extremes(map);
        var (scores, range) = (new double[map.Length], (double)largest - smallest);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = ((double)map[i] - smallest) / range;
        var curves = Count(scores, target, null);
        return new MetricResult(Pool([new MetricResult([], curves)]), curves);
    }

    /// <summary>How many pixels of the target, and of the background, score at least every threshold.</summary>
    /// <param name="scores">In [0, 1], row-major.</param>
    /// <param name="target">The target's pixels.</param>
    /// <param name="ignored">Pixels that are left out where they are not the target's.</param>
    public IReadOnlyList<Curve> Count(double[] scores, PixelMask target, PixelMask? ignored)
    {
        double[] thresholds = [.. Enumerable.Range(0, Thresholds + 1).Select(k => (double)k / Thresholds)];
        var (hits, misses) = (new double[Thresholds + 1], new double[Thresholds + 1]);
        for (var i = 0; i < scores.Length; i++)
            if (target.Pixels[i] || ignored?.Pixels[i] != true)
                (target.Pixels[i] ? hits : misses)[LastNotAbove(thresholds, scores[i])]++;
        for (var k = Thresholds - 1; k >= 0; k--)
            (hits[k], misses[k]) = (hits[k] + hits[k + 1], misses[k] + misses[k + 1]);
        return [new Curve("target", thresholds, hits), new Curve("background", thresholds, misses)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
        Gather(images).Over([Enumerable.Range(0, images.Count).ToArray()]).Single();

    /// <inheritdoc/>
    public IImagePool Gather(IReadOnlyList<MetricResult> images)
    {
        double[][] Counts(string name) => [.. images.Select(i => i.Curves.Single(c => c.Name == name).Y.ToArray())];
        return new CountPool(Counts("target"), Counts("background"), Thresholds + 1);
    }

    // The thresholds are even but for rounding, which may put the score one step aside.
    private static int LastNotAbove(double[] thresholds, double score)
    {
        var index = Math.Clamp((int)(score * (thresholds.Length - 1)), 0, thresholds.Length - 1);
        while (index > 0 && thresholds[index] > score)
            index--;
        while (index + 1 < thresholds.Length && thresholds[index + 1] <= score)
            index++;
        return index;
    }

    // Counts of pixels are whole numbers, so that their sums are exact in any order.
    private sealed class CountPool(double[][] target, double[][] background, int thresholds) : IImagePool
    {
        public IEnumerable<IReadOnlyList<ScoreValue>> Over(IEnumerable<IReadOnlyList<int>> draws)
        {
            var (hits, misses) = (new double[thresholds], new double[thresholds]);
            foreach (var drawn in draws)
            {
                Sum(target, drawn, hits);
                Sum(background, drawn, misses);
                yield return [ScoreValue.Ok("pxap", Area(hits, misses))];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Sum(double[][] counts, IReadOnlyList<int> drawn, double[] sums)
        {
            Array.Clear(sums);
            for (var i = 0; i < drawn.Count; i++)
            {
                var image = counts[drawn[i]];
                var to = MemoryMarshal.Cast<double, Vector<double>>(sums.AsSpan());
                var from = MemoryMarshal.Cast<double, Vector<double>>(image.AsSpan(0, sums.Length));
                for (var k = 0; k < to.Length; k++)
                    to[k] += from[k];
                for (var k = to.Length * Vector<double>.Count; k < sums.Length; k++)
                    sums[k] += image[k];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static double Area(double[] hits, double[] misses)
        {
            var (area, before) = (0.0, 0.0);
            for (var k = hits.Length - 1; k >= 0; before = hits[k--])
                if (hits[k] > before)
                    area += hits[k] / (hits[k] + misses[k]) * (hits[k] - before);
            return area / hits[0];
        }
    }
}
