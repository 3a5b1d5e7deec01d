namespace VisEval.Metrics.Shared.Fills;

/// <summary>What stands where a pixel was taken away; always in the model's normalised input space.</summary>
internal enum PixelFill
{
    /// <summary>Zeros: the mean colour of the training images where inputs are normalised by it.</summary>
    Zero,

    /// <summary>The image under the 11×11 blur of RISE, <see cref="Fills.Blur.Rise"/>.</summary>
    Blur,

    /// <summary>The image under a true Gaussian blur, <see cref="Fills.Blur.Gaussian(Core.Tensor)"/>.</summary>
    Gaussian,

    /// <summary>The mean of each channel of the image itself.</summary>
    Mean,

    /// <summary>The smallest value of the image over all channels: what some tools call black.</summary>
    Minimum,

    /// <summary>The smallest value of each channel of the image itself.</summary>
    Darkest,

    /// <summary>The largest value of each channel of the image itself.</summary>
    Brightest,

    /// <summary>A black picture (value 0 of 255) as the network sees it.</summary>
    Black,

    /// <summary>A white picture (value 255 of 255) as the network sees it.</summary>
    White,

    /// <summary>A gray picture (value 127 of 255) as the network sees it.</summary>
    Gray,

    /// <summary>The image under a Gaussian of 15×15 pixels and σ = 5, mirrored at its edges (LATEC).</summary>
    Gaussian15,

    /// <summary>Every value drawn uniformly between the smallest and the largest of the image (Samek et al., TNNLS 2017).</summary>
    Noise,
}
