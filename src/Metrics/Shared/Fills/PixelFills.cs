using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>Images to put in the place of removed pixels.</summary>
internal static class PixelFills
{
    /// <summary>The replacement of every pixel of the explained image (1×C×H×W), of the same shape.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="fill">What replaces.</param>
    /// <param name="draw">Which draw of a fill that is drawn.</param>
    /// <exception cref="NotApplicableException">How a black or gray picture looks to the network is not known.</exception>
    public static Tensor For(IMetricContext context, PixelFill fill, int draw = 0) => fill switch
    {
        PixelFill.Zero => Tensor.Zeros(context.Image.Shape),
        PixelFill.Blur => Blur.Rise(context.Image),
        PixelFill.Gaussian => Blur.Gaussian(context.Image),
        PixelFill.Mean => PerChannel(context.Image, Mean),
        PixelFill.Minimum => Minimum(context.Image),
        PixelFill.Darkest => PerChannel(context.Image, channel => SpanMath.Extremes(channel).Minimum),
        PixelFill.Brightest => PerChannel(context.Image, channel => SpanMath.Extremes(channel).Maximum),
        PixelFill.Black => context.ImageSpace.Gray(0),
        PixelFill.White => context.ImageSpace.Gray(255),
        PixelFill.Gray => context.ImageSpace.Gray(127),
        PixelFill.Gaussian15 => Blur.Gaussian15(context.Image),
        PixelFill.Noise => Noise(context.Image, context.SharedSeed.For("noise fill").For(draw)),
        _ => throw new ArgumentOutOfRangeException(nameof(fill), fill, "Not a fill."),
    };

    private static Tensor PerChannel(Tensor image, Func<ReadOnlySpan<float>, float> value)
    {
        var filled = Tensor.Zeros(image.Shape);
        var plane = image.Shape[^2] * image.Shape[^1];
        for (var start = 0; start < image.Length; start += plane)
            filled.Values.AsSpan(start, plane).Fill(value(image.Values.AsSpan(start, plane)));
        return filled;
    }

    private static float Mean(ReadOnlySpan<float> channel)
    {
        var sum = 0.0;
        foreach (var value in channel)
            sum += value;
        return (float)(sum / channel.Length);
    }

    private static Tensor Noise(Tensor image, Seed seed)
    {
        var (random, filled) = (seed.Random(), Tensor.Zeros(image.Shape));
        var (low, high) = (image.Values.Min(), image.Values.Max());
        foreach (ref var value in filled.Values.AsSpan())
            value = (float)random.NextDouble(low, high);
        return filled;
    }

    private static Tensor Minimum(Tensor image)
    {
        var filled = Tensor.Zeros(image.Shape);
        Array.Fill(filled.Values, image.Values.Min());
        return filled;
    }
}
