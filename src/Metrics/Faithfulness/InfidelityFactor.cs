using VisEval.Core;

namespace VisEval.Metrics.Faithfulness;

/// <summary>By which factors infidelity may scale a map.</summary>
[About("Which factors the scaled number may choose: those that keep the map's sign, or any.")]
internal enum InfidelityFactor
{
    /// <summary>β ≥ 0: a map that is against the effects of the pixels is not turned over.</summary>
    NonNegative,

    /// <summary>Any β, as the authors' code and Captum choose it.</summary>
    Any,
}
