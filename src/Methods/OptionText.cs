namespace VisEval.Methods;

/// <summary>The sentences of options that several methods have.</summary>
internal static class OptionText
{
    /// <summary>The layer of class activation maps.</summary>
    public const string Layer =
        "The tensor to look at: a name, input, middle or final; several joined by +, or stages, the last of every resolution, are fused; "
        + "by default final, the last one with height and width.";

    /// <summary>The layer at which relevance stops.</summary>
    public const string StopLayer =
        "The tensor at which relevance stops: a name, input, middle or final; several joined by + are fused; by default the pixels.";

    /// <summary>The share of biases in z⁺.</summary>
    public const string BiasShare = "Whether positive biases take a share of the relevance, as in zennit; else all of it goes on.";

    /// <summary>How sums share relevance.</summary>
    public const string SignedSums =
        "Whether the parts of a sum share by the signed sum, as in TorchRay and zennit; else only the parts that raise it get a share.";

    /// <summary>The layer of methods that look at the middle of a network.</summary>
    public const string MiddleLayer =
        "The tensor to look at: a name, input, middle or final; several joined by + are fused; by default middle, halfway through the "
        + "network.";

    /// <summary>The baselines there are, the end of a sentence.</summary>
    public const string Baselines =
        "zeros, the image's own mean, a black or white picture, the image's darkest or brightest value a channel, its blur, or noise.";

    /// <summary>The score of images that are partly hidden.</summary>
    public const string MaskedScore = "The score of the masked images: logit or probability.";

    /// <summary>The standard deviation of the noise of smoothed methods.</summary>
    public const string Noise = "Standard deviation of the noise, as a fraction of the image's range (max − min).";

    /// <summary>The ε of LRP.</summary>
    public const string Epsilon = "The ε of matrix products; it absorbs relevance where contributions cancel.";

    /// <summary>The rescaling of FullGrad's parts.</summary>
    public const string FullGradRescale = "Whether every layer's magnitudes are rescaled to [0, 1] before the layers are added.";

    /// <summary>The upsampling of FullGrad.</summary>
    public const string FullGradCorners =
        "Whether layers are enlarged corner to corner, as in the authors' code; else between the centres of their places.";

    /// <summary>The lower end of z^B.</summary>
    public const string Low = "The smallest value a normalised pixel can have; by default the smallest of each image.";

    /// <summary>The upper end of z^B.</summary>
    public const string High = "The largest value a normalised pixel can have; by default the largest of each image.";

    /// <summary>The number of superpixels.</summary>
    public const string Segments =
        "About how many superpixels, for slic and grid; 0 for 50 there, and for what the other two find by themselves.";
}
