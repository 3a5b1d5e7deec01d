using VisEval.Core;
using VisEval.Methods.Segmentation;

namespace VisEval.Methods.Surrogate;

/// <summary>What a hidden superpixel shows.</summary>
public enum SegmentFill
{
    /// <summary>The mean colour of the superpixel itself.</summary>
    Own,

    /// <summary>Zeros in normalised space.</summary>
    Zero,

    /// <summary>The mean of every channel of the image.</summary>
    Mean,

    /// <summary>The smallest value of every channel of the image.</summary>
    Black,

    /// <summary>The largest value of every channel of the image.</summary>
    White,

    /// <summary>The blurred image.</summary>
    Blur,
}

/// <summary>Makes fillings.</summary>
internal static class SegmentFillExtensions
{
    /// <summary>The image with every superpixel hidden, C·H·W values.</summary>
    public static float[] Of(this SegmentFill fill, ReadOnlySpan<float> image, ImageSize size, Segments segments) => fill switch
    {
        SegmentFill.Own => segments.Means(image),
        SegmentFill.Zero => Baseline.Zero.Of(image, size),
        SegmentFill.Mean => Baseline.Mean.Of(image, size),
        SegmentFill.Black => Baseline.Black.Of(image, size),
        SegmentFill.White => Baseline.White.Of(image, size),
        SegmentFill.Blur => Baseline.Blur.Of(image, size),
        _ => throw new ArgumentOutOfRangeException(nameof(fill), fill, "Not a filling."),
    };
}
