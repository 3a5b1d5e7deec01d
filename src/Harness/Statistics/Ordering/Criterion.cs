using VisEval.Metrics;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>A number that methods are ranked by.</summary>
/// <param name="Construct">What it measures; criteria of one construct share a vote.</param>
/// <param name="Better">Which way is better.</param>
public sealed record Criterion(string Construct, Direction Better);
