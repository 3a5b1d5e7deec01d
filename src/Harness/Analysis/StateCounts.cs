using VisEval.Core;

namespace VisEval.Harness.Analysis;

/// <summary>How many explanations are in which state.</summary>
/// <param name="Ok">The number stands.</param>
/// <param name="Degenerate">The map says nothing.</param>
/// <param name="Undefined">The metric does not apply.</param>
/// <param name="Failed">An error kept the number from being computed.</param>
public sealed record StateCounts(int Ok, int Degenerate, int Undefined, int Failed)
{
    /// <summary>All explanations.</summary>
    public int Total => Ok + Degenerate + Undefined + Failed;

    /// <summary>Counts states.</summary>
    public static StateCounts Of(IReadOnlyCollection<CellState> states)
    {
        int Starting(string word) => states.Count(s => s.Text.StartsWith(word, StringComparison.Ordinal));
        return new StateCounts(states.Count(s => s.IsOk), Starting("degenerate"), Starting("undefined"), Starting("failed"));
    }
}
