namespace VisEval.Core;

/// <summary>Where the new weights of a randomized layer come from.</summary>
[About("Where new weights come from: normal with the layer's mean and deviation, or the layer's own permuted.")]
public enum WeightDraw
{
    /// <summary>A normal distribution of the mean and deviation of the layer's own weights.</summary>
    Normal,

    /// <summary>The layer's own weights in another order.</summary>
    Permuted,
}
