using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>What stands where a pixel was taken away; always in the model's normalised input space.</summary>
public enum PixelFill
{
    /// <summary>Zeros: the mean colour of the training images where inputs are normalised by it.</summary>
    Zero,

    /// <summary>The image under the 11×11 blur of RISE, <see cref="Shared.Blur.Rise"/>.</summary>
    Blur,

    /// <summary>The image under a true Gaussian blur, <see cref="Shared.Blur.Gaussian(Tensor)"/>.</summary>
    Gaussian,

    /// <summary>The mean of each channel of the image itself.</summary>
    Mean,

    /// <summary>The smallest value of the image over all channels: what some tools call black.</summary>
    Minimum,
}

/// <summary>Images to put in the place of removed pixels.</summary>
public static class Fill
{
    /// <summary>The replacement of every pixel of <paramref name="image"/> (1×C×H×W), of the same shape.</summary>
    public static Tensor For(Tensor image, PixelFill fill) => fill switch
    {
        PixelFill.Zero => Tensor.Zeros(image.Shape),
        PixelFill.Blur => Blur.Rise(image),
        PixelFill.Gaussian => Blur.Gaussian(image),
        PixelFill.Mean => Mean(image),
        PixelFill.Minimum => Minimum(image),
        _ => throw new ArgumentOutOfRangeException(nameof(fill), fill, "Not a fill."),
    };

    private static Tensor Mean(Tensor image)
    {
        var filled = Tensor.Zeros(image.Shape);
        var plane = image.Shape[^2] * image.Shape[^1];
        for (var start = 0; start < image.Length; start += plane)
        {
            var sum = 0.0;
            foreach (var value in image.Values.AsSpan(start, plane))
                sum += value;
            filled.Values.AsSpan(start, plane).Fill((float)(sum / plane));
        }
        return filled;
    }

    private static Tensor Minimum(Tensor image)
    {
        var filled = Tensor.Zeros(image.Shape);
        Array.Fill(filled.Values, image.Values.Min());
        return filled;
    }
}
