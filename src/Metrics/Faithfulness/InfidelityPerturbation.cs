namespace VisEval.Metrics.Faithfulness;

/// <summary>What is taken off an image to test its explanation.</summary>
internal enum InfidelityPerturbation
{
    /// <summary>A square at a random place is replaced by the fill.</summary>
    Square,

    /// <summary>Normal noise is taken off every value.</summary>
    Gaussian,

    /// <summary>The image is replaced by the fill with normal noise on it.</summary>
    NoisyBaseline,
}
