using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Which values of an explanation are compared with those of another.</summary>
[About("What is compared: the attribution, the map, or as Adebayo et al. clip it.")]
internal enum ComparedValues
{
    /// <summary>Ranks: the attribution as the method defines it, every channel by itself. Pictures: the map at the input's size.</summary>
    Attribution,

    /// <summary>The map at the input's size: one value a pixel.</summary>
    Map,

    /// <summary>As the code of Adebayo et al. compares: ranks of what they draw, pictures of the raw values; see
    /// <see cref="ComparedExplanation"/>.</summary>
    Clipped,
}

/// <summary>An explanation as the similarities see it: signed values and magnitudes to rank, and a picture in [0, 1].</summary>
/// <remarks>
/// <see cref="ComparedValues.Clipped"/>: of a C×H×W attribution a, the signed values are s = Σ_c a cut to [−3p, p], p = |99th
/// percentile of s|; the magnitudes are m = Σ_c |a| cut at their 99th percentile, which makes its top hundredth one tie. Where the
/// percentile is the smallest value, nothing is left but a constant. An h×w map is not cut. Percentiles are interpolated linearly between
/// ranks. The picture is not that of the magnitudes: their code gives SSIM and HOG the raw values of all channels, signs included, scaled
/// together to [0, 1], and leaves the range of values to scikit-image, which takes 2 for floats, from −1 to 1.
/// </remarks>
internal sealed class ComparedExplanation
{
    private const double Percentile = 0.99;
    private const double FloatRange = 2;

    private ComparedExplanation(float[] signed, float[] magnitudes, IReadOnlyList<SaliencyMap> planes, double range)
    {
        (Signed, Magnitudes, Range) = (signed, magnitudes, range);
        var all = planes.Count == 1
            ? planes[0]
            : new SaliencyMap([.. planes.SelectMany(p => p.Values)], planes.Count, planes[0].Values.Length);
        PictureState = all.State;
        Picture = PictureState.IsOk ? [.. planes.Select(p => Scaled(p, SpanMath.Extremes(all.Values)))] : planes;
        SignedState = StateOf(signed);
        MagnitudesState = StateOf(magnitudes);
    }

    /// <summary>The values with their signs.</summary>
    public float[] Signed { get; }

    /// <summary>Whether they can be ranked.</summary>
    public CellState SignedState { get; }

    /// <summary>The values without their signs.</summary>
    public float[] Magnitudes { get; }

    /// <summary>Whether they can be ranked.</summary>
    public CellState MagnitudesState { get; }

    /// <summary>The channels of the picture, mostly one; in [0, 1] where its state is ok.</summary>
    public IReadOnlyList<SaliencyMap> Picture { get; }

    /// <summary>The range of values that structural similarity takes the picture to have.</summary>
    public double Range { get; }

    /// <summary>Whether the picture shows anything.</summary>
    public CellState PictureState { get; }

    /// <summary>Whether values are finite and not all the same.</summary>
    public static CellState StateOf(float[] values) => new SaliencyMap(values, 1, values.Length).State;

    /// <summary>Prepares an explanation.</summary>
    /// <param name="attribution">The explanation as the method defines it.</param>
    /// <param name="map">The same at the input's size.</param>
    /// <param name="values">Which of its values are compared.</param>
    public static ComparedExplanation Of(Attribution attribution, SaliencyMap map, ComparedValues values)
    {
        var signed = values == ComparedValues.Attribution ? attribution.Values.Values : map.Values;
        if (values != ComparedValues.Clipped)
            return new ComparedExplanation(signed, Absolute(signed), [map], 1);
        if (attribution.Values.Rank == 2)
            return new ComparedExplanation(signed, Absolute(signed), [map], FloatRange);
        var (channels, height, width) = (attribution.Values.Shape[0], attribution.Values.Shape[1], attribution.Values.Shape[2]);
        var (sums, sizes) = (new float[height * width], new float[height * width]);
        for (var i = 0; i < attribution.Values.Length; i++)
        {
            sums[i % sums.Length] += attribution.Values.Values[i];
            sizes[i % sizes.Length] += MathF.Abs(attribution.Values.Values[i]);
        }
        var span = MathF.Abs(TopPercent(sums));
        var planes = Enumerable.Range(0, channels).Select(c => new SaliencyMap(
            attribution.Values.Values.AsSpan(c * sums.Length, sums.Length).ToArray(), height, width).Resize(map.Height, map.Width));
        return new ComparedExplanation(Cut(sums, -3 * span, span), Cut(sizes, 0, TopPercent(sizes)), [.. planes], FloatRange);
    }

    private static SaliencyMap Scaled(SaliencyMap plane, (float Min, float Max) extremes) =>
        new([.. plane.Values.Select(v => (v - extremes.Min) / (extremes.Max - extremes.Min))], plane.Height, plane.Width);

    private static float[] Absolute(float[] values) => Array.ConvertAll(values, MathF.Abs);

    // A NaN stays, so that the state tells.
    private static float[] Cut(float[] values, float low, float high) =>
        [.. values.Select(v => float.IsFinite(v) && float.IsFinite(high) ? Math.Clamp(v, low, high) : v)];

    private static float TopPercent(float[] values)
    {
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        return (float)Quantiles.Linear<float>(sorted, Percentile);
    }
}
