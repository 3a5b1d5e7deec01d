namespace VisEval.Methods.Perturbation;

/// <summary>Where prediction difference analysis takes the pixels from that could have stood in a window.</summary>
public enum PatchSampling
{
    /// <summary>A Gaussian given the pixels around the window.</summary>
    Conditional,

    /// <summary>Another window of the image, independent of the pixels around the window.</summary>
    Marginal,
}
