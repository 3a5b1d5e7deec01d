namespace VisEval.Methods.Perturbation;

/// <summary>Where prediction difference analysis takes the pixels from that could have stood in a window.</summary>
internal enum PatchSampling
{
    /// <summary>A Gaussian given the pixels around the window.</summary>
    Conditional,

    /// <summary>The same window of another image, or without any another window of this one: independent of the pixels around the
    /// window.</summary>
    Marginal,
}
