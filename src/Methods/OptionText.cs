namespace VisEval.Methods;

/// <summary>The sentences of options that several methods have.</summary>
internal static class OptionText
{
    /// <summary>The layer of class activation maps.</summary>
    public const string Layer =
        "The tensor to look at: a name, input, middle or final; several joined by +, or stages, the last of every resolution, are fused; "
        + "by default final, the last one with height and width.";

    /// <summary>The score of images that are partly hidden.</summary>
    public const string MaskedScore = "The score of the masked images: logit or probability.";

    /// <summary>The standard deviation of the noise of smoothed methods.</summary>
    public const string Noise = "Standard deviation of the noise, as a fraction of the image's range (max − min).";

    /// <summary>The ε of LRP.</summary>
    public const string Epsilon = "The ε of matrix products; it absorbs relevance where contributions cancel.";

    /// <summary>The lower end of z^B.</summary>
    public const string Low = "The smallest value a normalised pixel can have; by default the smallest of each image.";

    /// <summary>The upper end of z^B.</summary>
    public const string High = "The largest value a normalised pixel can have; by default the largest of each image.";

    /// <summary>The number of superpixels.</summary>
    public const string Segments =
        "About how many superpixels, for slic and grid; 0 for 50 there, and for what the other two find by themselves.";
}
