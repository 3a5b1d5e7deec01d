namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The comparison of two methods.</summary>
/// <param name="First">The one, by index.</param>
/// <param name="Second">The other, a larger index.</param>
/// <param name="Probability">Two-sided p of the paired differences: the signs of whole images flipped.</param>
/// <param name="Adjusted">The same after Holm over all pairs.</param>
internal sealed record PairTest(int First, int Second, double Probability, double Adjusted);
