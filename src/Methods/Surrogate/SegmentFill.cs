using VisEval.Core;
using VisEval.Methods.Shared;

namespace VisEval.Methods.Surrogate;

/// <summary>What a hidden superpixel shows.</summary>
[About("What a hidden superpixel shows: its own mean colour, zeros, the image's mean, a black or white picture, the image's darkest or "
    + "brightest value a channel, or its blur.")]
internal enum SegmentFill
{
    /// <summary>The mean colour of the superpixel itself.</summary>
    Own,

    /// <summary>Zeros in normalised space.</summary>
    Zero,

    /// <summary>The mean of every channel of the image.</summary>
    Mean,

    /// <summary>A black picture, value 0 of 255, as the network sees it.</summary>
    Black,

    /// <summary>A white picture, value 255 of 255, as the network sees it.</summary>
    White,

    /// <summary>The smallest value of every channel of the image.</summary>
    Darkest,

    /// <summary>The largest value of every channel of the image.</summary>
    Brightest,

    /// <summary>The blurred image.</summary>
    Blur,
}

/// <summary>Makes fillings.</summary>
internal static class SegmentFillExtensions
{
    /// <summary>The image with every superpixel hidden, C·H·W values.</summary>
    public static float[] Of(this SegmentFill fill, Subject subject, Segments segments) => fill switch
    {
        SegmentFill.Own => segments.Means(subject.Image),
        SegmentFill.Zero => Baseline.Zero.Of(subject),
        SegmentFill.Mean => Baseline.Mean.Of(subject),
        SegmentFill.Black => Baseline.Black.Of(subject),
        SegmentFill.White => Baseline.White.Of(subject),
        SegmentFill.Darkest => Baseline.Darkest.Of(subject),
        SegmentFill.Brightest => Baseline.Brightest.Of(subject),
        SegmentFill.Blur => Baseline.Blur.Of(subject),
        _ => throw new ArgumentOutOfRangeException(nameof(fill), fill, "Not a filling."),
    };
}
