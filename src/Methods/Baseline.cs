namespace VisEval.Methods;

/// <summary>An image, or a fill, without information about the class.</summary>
/// <remarks>Black and white are the colours, which only the preprocessing of pictures tells; all others are defined by the normalised image
/// itself.</remarks>
public enum Baseline
{
    /// <summary>Zeros in normalised space: the mean colour, where preprocessing subtracts the mean.</summary>
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

    /// <summary>The image, blurred by a Gaussian whose standard deviation is a tenth of the shorter side.</summary>
    Blur,

    /// <summary>Noise: every value uniform between the smallest and the largest of its channel, drawn from the image's seed.</summary>
    Random,
}
