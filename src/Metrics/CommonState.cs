namespace VisEval.Metrics;

/// <summary>Cases without a number that several metrics share.</summary>
public enum CommonState
{
    /// <summary>The explanation is constant.</summary>
    Constant,

    /// <summary>The explanation has a value that is not finite.</summary>
    NotFinite,

    /// <summary>The explanation is zero everywhere.</summary>
    Empty,

    /// <summary>The map has no positive value.</summary>
    NothingPositive,

    /// <summary>The map has no edge.</summary>
    NoEdges,

    /// <summary>The model's output is not finite.</summary>
    ModelOutputNotFinite,

    /// <summary>How a black or gray picture looks to the network is not known.</summary>
    NoPreprocessing,

    /// <summary>The losses or sums that are correlated are constant.</summary>
    ConstantSeries,

    /// <summary>Too few points of a curve are left.</summary>
    TooFewPoints,

    /// <summary>The target's probability is 0.</summary>
    ProbabilityZero,

    /// <summary>The dataset does not say where the target is.</summary>
    NoRegion,

    /// <summary>No pixel of the target is in the network's input.</summary>
    RegionNotInInput,

    /// <summary>The dataset gives no box of the target.</summary>
    NoBox,

    /// <summary>No part of the target's boxes is in the network's input.</summary>
    BoxNotInInput,

    /// <summary>The model has no layer with weights.</summary>
    NoWeightLayers,

    /// <summary>The input is too small for structural similarity.</summary>
    SmallerThanSsimWindow,

    /// <summary>The input is too small for histograms of oriented gradients.</summary>
    SmallerThanHogBlock,
}

/// <summary>The state and the clause of each shared case.</summary>
internal static class CommonStates
{
    /// <summary>The state and the clause of a case.</summary>
    public static (string State, string When) Of(CommonState state) => state switch
    {
        CommonState.Constant => ("degenerate:constant", "the explanation is constant"),
        CommonState.NotFinite => ("degenerate:not-finite", "the explanation has a value that is not finite"),
        CommonState.Empty => ("degenerate:empty", "the explanation is zero everywhere"),
        CommonState.NothingPositive => ("degenerate:empty", "the map has no positive value"),
        CommonState.NoEdges => ("degenerate:no-edges", "the map has no edge anywhere (hog)"),
        CommonState.ModelOutputNotFinite => ("undefined:model-output-not-finite", "the model's output is not finite"),
        CommonState.NoPreprocessing => ("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known"),
        CommonState.ConstantSeries =>
            ("undefined:constant-series", "all sums of the map, or all losses, are equal, so that they do not correlate"),
        CommonState.TooFewPoints => ("undefined:too-few-points", "fewer points are left than the area needs"),
        CommonState.ProbabilityZero => ("undefined:probability-zero", "the probability of the target is 0 from the start"),
        CommonState.NoRegion => ("undefined:no-annotation", "the dataset does not say where the target is"),
        CommonState.RegionNotInInput => ("undefined:not-in-input", "no pixel of the target is left in the network's input"),
        CommonState.NoBox => ("undefined:no-annotation", "the dataset gives no box of the target"),
        CommonState.BoxNotInInput => ("undefined:not-in-input", "nothing of the target's boxes is left in the network's input"),
        CommonState.NoWeightLayers => ("undefined:no-weight-layers", "the model has no layer with weights"),
        CommonState.SmallerThanSsimWindow => ("undefined:smaller-than-ssim-window", "the input is smaller than 11×11 (ssim)"),
        CommonState.SmallerThanHogBlock => ("undefined:smaller-than-hog-block", "the input is smaller than 48×48 (hog)"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a case."),
    };
}
