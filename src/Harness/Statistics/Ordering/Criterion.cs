using VisEval.Metrics;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>A number that methods are ranked by.</summary>
/// <param name="Construct">What it measures; criteria of one construct share a vote.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Weight">How much the vote of the construct weighs, above 0; the same for all its criteria.</param>
internal sealed record Criterion(string Construct, Direction Better, double Weight = 1);
