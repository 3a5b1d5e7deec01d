namespace VisEval.Methods.Facts;

/// <summary>How expensive one explanation is, in forward passes of one image.</summary>
public enum CostClass
{
    /// <summary>No pass of the model.</summary>
    Free,

    /// <summary>Up to 10 forward passes: one pass, or a few gradients.</summary>
    Low,

    /// <summary>Up to 100 forward passes.</summary>
    Medium,

    /// <summary>Up to 1000 forward passes.</summary>
    High,

    /// <summary>More than 1000 forward passes.</summary>
    VeryHigh,
}

/// <summary>Sorts passes into classes.</summary>
public static class CostClasses
{
    /// <summary>The class of an estimate; of an upper bound, the class of the bound.</summary>
    public static CostClass Of(PassEstimate passes) => passes.ForwardEquivalents switch
    {
        0 => CostClass.Free,
        <= 10 => CostClass.Low,
        <= 100 => CostClass.Medium,
        <= 1000 => CostClass.High,
        _ => CostClass.VeryHigh,
    };
}
