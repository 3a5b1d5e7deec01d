using VisEval.Core;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>How many explanations are in which state.</summary>
/// <param name="Ok">The number stands.</param>
/// <param name="Degenerate">The map is constant, empty or not finite.</param>
/// <param name="Undefined">The metric does not apply.</param>
/// <param name="Failed">An error kept the number from being computed.</param>
internal sealed record StateCounts(int Ok, int Degenerate, int Undefined, int Failed)
{
    /// <summary>All explanations.</summary>
    public int Total => Ok + Degenerate + Undefined + Failed;

    /// <summary>Counts states.</summary>
    public static StateCounts Of(IEnumerable<CellState> states)
    {
        var (ok, degenerate, undefined, failed) = (0, 0, 0, 0);
        foreach (var state in states)
            if (state.IsOk)
                ok++;
            else if (state.Text.StartsWith("degenerate", StringComparison.Ordinal))
                degenerate++;
            else if (state.Text.StartsWith("undefined", StringComparison.Ordinal))
                undefined++;
            else if (state.Text.StartsWith("failed", StringComparison.Ordinal))
                failed++;
        return new StateCounts(ok, degenerate, undefined, failed);
    }

    /// <summary>The sum of counts.</summary>
    public static StateCounts Sum(IReadOnlyCollection<StateCounts> counts) => new(
        counts.Sum(c => c.Ok), counts.Sum(c => c.Degenerate), counts.Sum(c => c.Undefined), counts.Sum(c => c.Failed));
}
