namespace VisEval.Metrics.Shared.Ranks;

/// <summary>What is replaced in one image.</summary>
/// <param name="First">How many elements of the order, from the first on.</param>
/// <param name="Others">Elements besides.</param>
internal readonly record struct Replacement(int First, int[] Others);
