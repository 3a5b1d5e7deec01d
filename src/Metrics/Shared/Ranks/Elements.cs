using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>What is ranked and replaced at once.</summary>
[About("What goes at once: a pixel in all its channels, every value of C×H×W, or that only where the explanation has a value for each.")]
internal enum Elements
{
    /// <summary>A pixel in all its channels, by the map.</summary>
    Pixels,

    /// <summary>Every value of C×H×W by itself; a map of one value a pixel counts for each of its channels.</summary>
    Values,

    /// <summary>Every value of C×H×W by itself where the explanation has a value for each; a pixel in all its channels where it has
    /// one a pixel.</summary>
    OwnValues,
}
