using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>What is compared: one number of one metric, of one method on one network and dataset.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">The network.</param>
/// <param name="Method">The method.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Score">The facts of the number.</param>
/// <param name="IsControl">Whether the method is a control.</param>
internal sealed record GateCell(string Dataset, UnitPair Model, UnitPair Method, UnitPair Metric, ScoreInfo Score, bool IsControl);
