using VisEval.Core;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>What is taken off the response: l2·Σz² + tv·TV_β(p) + alpha·Σ|z|^α, z = p − p₀ the difference from the mean picture.</summary>
/// <param name="Smooth">The weight of TV₂ in units of the mean magnitude of the response's derivative; null for what the side of the
/// picture asks for.</param>
/// <param name="L2">The weight of the squares.</param>
/// <param name="Tv">The weight of the total variation.</param>
/// <param name="TvPower">β.</param>
/// <param name="AlphaWeight">The weight of the α-norm.</param>
/// <param name="Alpha">α.</param>
[OptionGroup]
internal sealed record PenaltyOptions(
    [InRange(0, 1e6), About("The weight of smoothness, Σ of squared differences of neighbours, in units of the mean magnitude of the "
        + "response's derivative; by default by the shorter side: none from 224 pixels on, more for smaller pictures.")]
    double? Smooth = null,
    [InRange(0, 1e6), About("The weight of the squared difference from the mean picture, summed over its values.")] double L2 = 0,
    [InRange(0, 1e6), About("The weight of the total variation, summed over places and channels.")] double Tv = 0,
    [InRange(1, 10), About("The exponent of the total variation.")] double TvPower = 2,
    [InRange(0, 1e6), About("The weight of the α-norm of the difference from the mean picture.")] double AlphaWeight = 0,
    [InRange(1, 20), About("The exponent of that norm.")] double Alpha = 6)
{
    // From this side on pictures need no smoothing of their own: the motion is many pixels there.
    private const double LargeSide = 224;
    private const double MostSmooth = 1;

    /// <summary>The weight of smoothness for a picture: 1 − side/224, at least 0, where none is given.</summary>
    internal double SmoothFor(ImageSize size) =>
        Smooth ?? MostSmooth * Math.Max(0, 1 - Math.Min(size.Height, size.Width) / LargeSide);

    /// <summary>Takes the derivative of the penalty off that of the response.</summary>
    /// <param name="picture">The picture, C·H·W.</param>
    /// <param name="origin">p₀.</param>
    /// <param name="size">Its size.</param>
    /// <param name="gradient">The derivative of the response by the picture, changed in place.</param>
    internal void Subtract(ReadOnlySpan<float> picture, ReadOnlySpan<float> origin, ImageSize size, Span<float> gradient)
    {
        var smooth = SmoothFor(size) * MeanMagnitude(gradient);
        if (L2 > 0 || AlphaWeight > 0)
            for (var i = 0; i < picture.Length; i++)
            {
                double z = picture[i] - origin[i];
                gradient[i] -= (float)(2 * L2 * z + AlphaWeight * Alpha * Math.Sign(z) * Math.Pow(Math.Abs(z), Alpha - 1));
            }
        for (var start = 0; start < picture.Length; start += size.Pixels)
        {
            var plane = picture.Slice(start, size.Pixels);
            var of = gradient.Slice(start, size.Pixels);
            if (Tv > 0)
                TotalVariation.AddGradient(plane, size.Width, TvPower, -Tv, of);
            if (smooth > 0)
                TotalVariation.AddGradient(plane, size.Width, 2, -smooth, of);
        }
    }

    private static double MeanMagnitude(ReadOnlySpan<float> gradient)
    {
        var sum = 0.0;
        foreach (var value in gradient)
            sum += Math.Abs(value);
        return sum / gradient.Length;
    }
}
