using VisEval.Core;

namespace VisEval.Harness;

/// <summary>One number that a metric gives a heatmap.</summary>
/// <param name="Metric">The metric with the options that differ from the default.</param>
/// <param name="Name">Which of its numbers.</param>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="State">Ok, or why there is no number.</param>
public sealed record Score(string Metric, string Name, double? Value, CellState State)
{
    /// <summary>What went wrong, a sentence, where the state is <c>failed</c>; else null.</summary>
    public string? Error { get; init; }
}
