using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>What is done to z = p − p₀ after every step, where the picture is optimised itself: decay, blur, small or idle pixels to 0
/// (Yosinski et al., 2015), a fixed length (Erhan et al., 2009).</summary>
/// <param name="Decay">z ← (1 − decay)·z.</param>
/// <param name="Blur">The standard deviation of a Gaussian blur, in pixels; 0 for none.</param>
/// <param name="BlurEvery">The number of steps from one blur to the next.</param>
/// <param name="SmallPixels">The percentage of pixels of the smallest norm that become 0.</param>
/// <param name="IdlePixels">The percentage of pixels of the smallest contribution that become 0.</param>
/// <param name="Length">The root of the mean square of z that every step is scaled to; 0 for none.</param>
[OptionGroup]
internal sealed record ShrinkOptions(
    [InRange(0, 1), About("The share of the picture's difference from the mean picture that every step takes off.")] double Decay = 0,
    [InRange(0, 100), About("Standard deviation of the blur of the picture, in pixels; 0 for none.")] double Blur = 0,
    [InRange(1, 10_000), About("Steps from one blur to the next.")] int BlurEvery = 4,
    [InRange(0, 100), About("The percentage of pixels, those of the smallest norm, that every step sets to the mean picture.")]
    double SmallPixels = 0,
    [InRange(0, 100), About("The percentage of pixels, those of the smallest contribution to the response, that it sets to it.")]
    double IdlePixels = 0,
    [InRange(0, 10), About("The root mean square of the difference from the mean picture that every step restores; 0 for none.")]
    double Length = 0)
{
    /// <summary>Whether nothing is done.</summary>
    internal bool IsNothing => this is { Decay: 0, Blur: 0, SmallPixels: 0, IdlePixels: 0, Length: 0 };

    /// <summary>Changes z after a step.</summary>
    /// <param name="z">The difference from the mean picture, C·H·W.</param>
    /// <param name="gradient">The derivative of the response by the picture before the step.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="step">The number of the step, from 1.</param>
    internal void Apply(Span<float> z, ReadOnlySpan<float> gradient, ImageSize size, int step)
    {
        foreach (ref var value in z)
            value *= (float)(1 - Decay);
        if (Blur > 0 && step % BlurEvery == 0)
            GaussianBlur.Apply(z, size, Blur).CopyTo(z);
        if (SmallPixels > 0)
            Clear(z, size, Norms(z, size), SmallPixels);
        if (IdlePixels > 0)
            Clear(z, size, Contributions(z, gradient, size), IdlePixels);
        if (Length > 0)
            Scale(z);
    }

    private void Scale(Span<float> z)
    {
        var squares = 0.0;
        foreach (var value in z)
            squares += (double)value * value;
        if (squares == 0)
            return;
        var factor = (float)(Length * Math.Sqrt(z.Length / squares));
        foreach (ref var value in z)
            value *= factor;
    }

    private static double[] Norms(ReadOnlySpan<float> z, ImageSize size)
    {
        var squares = new double[size.Pixels];
        for (var i = 0; i < z.Length; i++)
            squares[i % size.Pixels] += (double)z[i] * z[i];
        return squares;
    }

    // |Σ_c z·∂a/∂z|: by how much the response falls, to first order, without the pixel.
    private static double[] Contributions(ReadOnlySpan<float> z, ReadOnlySpan<float> gradient, ImageSize size)
    {
        var sums = new double[size.Pixels];
        for (var i = 0; i < z.Length; i++)
            sums[i % size.Pixels] += (double)z[i] * gradient[i];
        return Array.ConvertAll(sums, Math.Abs);
    }

    private static void Clear(Span<float> z, ImageSize size, double[] importance, double percentage)
    {
        var sorted = importance.Order().ToArray();
        var threshold = Quantiles.Linear<double>(sorted, percentage / 100);
        for (var i = 0; i < z.Length; i++)
            if (importance[i % size.Pixels] < threshold)
                z[i] = 0;
    }
}
