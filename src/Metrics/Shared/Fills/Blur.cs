using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>Separable blurs of images, in pixels of the network's input.</summary>
internal static class Blur
{
    private static readonly float[] RiseTaps = Folded(length: 11, sigma: 5);
    private static readonly float[] GaussianTaps = Gaussian(radius: 20, sigma: 5);
    private static readonly float[] Gaussian15Taps = Gaussian(radius: 7, sigma: 5);

    /// <summary>The 11 taps of the blur of RISE's insertion; its 11×11 kernel is their outer product.</summary>
    /// <remarks>A Gaussian of σ = 5 whose tails are folded back into the 11 pixels at half-sample symmetric edges,
    /// hence almost a box (largest/smallest element 1.14); a truncated Gaussian would be another blur.</remarks>
    public static ReadOnlySpan<float> RiseKernel => RiseTaps;

    /// <summary>The blur of RISE's insertion: 11×11, σ = 5, tails folded, zeros outside the image (Petsiuk et al., BMVC 2018).</summary>
    /// <param name="image">N×C×H×W.</param>
    public static Tensor Rise(Tensor image) => Convolve(image, RiseTaps, Edge.Zero);

    /// <summary>A Gaussian blur of σ = 5 pixels, cut at 4σ, the image continued beyond its edges by its outermost pixels.</summary>
    /// <param name="image">N×C×H×W.</param>
    public static Tensor Gaussian(Tensor image) => Convolve(image, GaussianTaps, Edge.Clamp);

    /// <summary>A Gaussian blur of σ = 5 pixels cut to 15×15, the image mirrored at its outermost pixels (d c b | a b c d).</summary>
    /// <param name="image">N×C×H×W.</param>
    public static Tensor Gaussian15(Tensor image) => Convolve(image, Gaussian15Taps, Edge.Mirror);

    // What lies beyond the edges.
    private enum Edge
    {
        Zero,
        Clamp,
        Mirror,
    }

    private static float[] Gaussian(int radius, double sigma)
    {
        var weights = Weights(radius, sigma);
        return [.. weights.Select(w => (float)w)];
    }

    private static float[] Folded(int length, double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        var weights = Weights(radius, sigma);
        var folded = new double[length];
        for (var offset = -radius; offset <= radius; offset++)
        {
            // Half-sample symmetric continuation repeats with period 2·length: d c b a | a b c d | d c b a.
            var position = (length / 2 + offset + 8 * length) % (2 * length);
            folded[Math.Min(position, 2 * length - 1 - position)] += weights[radius + offset];
        }
        return [.. folded.Select(w => (float)w)];
    }

    private static double[] Weights(int radius, double sigma)
    {
        var weights = new double[2 * radius + 1];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static Tensor Convolve(Tensor image, float[] taps, Edge edge)
    {
        var (height, width, radius) = (image.Shape[^2], image.Shape[^1], taps.Length / 2);
        var blurred = Tensor.Zeros(image.Shape);
        var rows = new float[height * width];
        var padded = new float[width + 2 * radius];
        for (var plane = 0; plane < image.Length; plane += height * width)
        {
            Array.Clear(rows);
            for (var y = 0; y < height; y++)
            {
                var source = image.Values.AsSpan(plane + y * width, width);
                for (var x = -radius; x < width + radius; x++)
                    padded[x + radius] = Inside(x, width, edge) is { } inside ? source[inside] : 0;
                for (var tap = 0; tap < taps.Length; tap++)
                    Add(padded.AsSpan(tap, width), taps[tap], rows.AsSpan(y * width, width));
            }
            for (var y = 0; y < height; y++)
                for (var tap = 0; tap < taps.Length; tap++)
                    if (Inside(y + tap - radius, height, edge) is { } source)
                        Add(rows.AsSpan(source * width, width), taps[tap], blurred.Values.AsSpan(plane + y * width, width));
        }
        return blurred;
    }

    // The position that stands for one outside, or none.
    private static int? Inside(int position, int length, Edge edge)
    {
        if ((uint)position < (uint)length)
            return position;
        if (edge == Edge.Zero)
            return null;
        if (edge == Edge.Clamp || length == 1)
            return Math.Clamp(position, 0, length - 1);
        var period = 2 * (length - 1);
        var folded = (position % period + period) % period;
        return Math.Min(folded, period - folded);
    }

    private static void Add(ReadOnlySpan<float> values, float weight, Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += weight * values[i];
    }
}
