using VisEval.Core;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>What is taken off the response: l2·Σz² + tv·Σ TV_β(p) + alpha·Σ|z|^α, z = p − p₀ the difference from the mean picture.</summary>
/// <param name="L2">The weight of the squares.</param>
/// <param name="Tv">The weight of the total variation.</param>
/// <param name="TvPower">β.</param>
/// <param name="AlphaWeight">The weight of the α-norm.</param>
/// <param name="Alpha">α.</param>
[OptionGroup]
public sealed record PenaltyOptions(
    [InRange(0, 1e6), About("The weight of the squared difference from the mean picture, summed over its values.")] double L2 = 0,
    [InRange(0, 1e6), About("The weight of the total variation, summed over places and channels.")] double Tv = 0,
    [InRange(1, 10), About("The exponent of the total variation.")] double TvPower = 2,
    [InRange(0, 1e6), About("The weight of the α-norm of the difference from the mean picture.")] double AlphaWeight = 0,
    [InRange(1, 20), About("The exponent of that norm.")] double Alpha = 6)
{
    /// <summary>Takes the derivative of the penalty off that of the response.</summary>
    /// <param name="picture">The picture, C·H·W.</param>
    /// <param name="origin">p₀.</param>
    /// <param name="size">Its size.</param>
    /// <param name="gradient">The derivative of the response by the picture, changed in place.</param>
    internal void Subtract(ReadOnlySpan<float> picture, ReadOnlySpan<float> origin, ImageSize size, Span<float> gradient)
    {
        if (L2 > 0 || AlphaWeight > 0)
            for (var i = 0; i < picture.Length; i++)
            {
                double z = picture[i] - origin[i];
                gradient[i] -= (float)(2 * L2 * z + AlphaWeight * Alpha * Math.Sign(z) * Math.Pow(Math.Abs(z), Alpha - 1));
            }
        if (Tv > 0)
            for (var start = 0; start < picture.Length; start += size.Pixels)
                TotalVariation.AddGradient(
                    picture.Slice(start, size.Pixels), size.Width, TvPower, -Tv, gradient.Slice(start, size.Pixels));
    }
}
