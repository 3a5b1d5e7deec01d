using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Which values of an explanation are compared with those of another.</summary>
[About("What is compared: the attribution, the map, or as Adebayo et al. clip it.")]
public enum ComparedValues
{
    /// <summary>Ranks: the attribution as the method defines it, every channel by itself. Pictures: the map at the input's size.</summary>
    Attribution,

    /// <summary>The map at the input's size: one value a pixel.</summary>
    Map,

    /// <summary>As the code of Adebayo et al. makes pictures of it: see <see cref="ComparedExplanation"/>.</summary>
    Clipped,
}

/// <summary>An explanation as the similarities see it: signed values and magnitudes to rank, and a picture in [0, 1].</summary>
/// <remarks>
/// <see cref="ComparedValues.Clipped"/>: of a C×H×W attribution a, the signed values are s = Σ_c a cut to [−3p, p], p = |99th percentile
/// of s|; the magnitudes are m = Σ_c |a| cut at their 99th percentile, which makes its top hundredth one tie; the picture is m scaled to
/// [0, 1]. Where the percentile is the smallest value, nothing is left but a constant. An h×w map is not cut: map, |map| and |map|
/// scaled. Percentiles are interpolated linearly between ranks.
/// </remarks>
public sealed class ComparedExplanation
{
    private const double Percentile = 0.99;

    private ComparedExplanation(float[] signed, float[] magnitudes, SaliencyMap picture)
    {
        (Signed, Magnitudes) = (signed, magnitudes);
        PictureState = picture.State;
        Picture = PictureState.IsOk ? picture.Normalize() : picture;
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

    /// <summary>The picture, in [0, 1] where its state is ok.</summary>
    public SaliencyMap Picture { get; }

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
            return new ComparedExplanation(signed, Absolute(signed), map);
        if (attribution.Values.Rank == 2)
            return new ComparedExplanation(signed, Absolute(signed), new SaliencyMap(Absolute(signed), map.Height, map.Width));
        var (height, width) = (attribution.Values.Shape[1], attribution.Values.Shape[2]);
        var (sums, sizes) = (new float[height * width], new float[height * width]);
        for (var i = 0; i < attribution.Values.Length; i++)
        {
            sums[i % sums.Length] += attribution.Values.Values[i];
            sizes[i % sizes.Length] += MathF.Abs(attribution.Values.Values[i]);
        }
        var span = MathF.Abs(TopPercent(sums));
        var magnitudes = Cut(sizes, 0, TopPercent(sizes));
        return new ComparedExplanation(
            Cut(sums, -3 * span, span), magnitudes, new SaliencyMap(magnitudes, height, width).Resize(map.Height, map.Width));
    }

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
