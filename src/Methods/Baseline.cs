namespace VisEval.Methods;

/// <summary>An image, or a fill, without information about the class.</summary>
/// <remarks>A method sees normalised images and does not know how they were normalised; every baseline is therefore defined by the
/// normalised image itself.</remarks>
public enum Baseline
{
    /// <summary>Zeros in normalised space: the mean colour, where preprocessing subtracts the mean.</summary>
    Zero,

    /// <summary>The mean of every channel of the image.</summary>
    Mean,

    /// <summary>The smallest value of every channel of the image: black, if the image reaches black in every channel.</summary>
    Black,

    /// <summary>The largest value of every channel of the image: white, if the image reaches white in every channel.</summary>
    White,

    /// <summary>The image, blurred by a Gaussian whose standard deviation is a tenth of the shorter side.</summary>
    Blur,

    /// <summary>Noise: every value uniform between the smallest and the largest of its channel, drawn from the image's seed.</summary>
    Random,
}
