using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>How many cells and numbers a run has.</summary>
/// <param name="Planned">The cells that were planned; null where that was not recorded.</param>
/// <param name="Done">The cells there are.</param>
/// <param name="Numbers">The numbers of all cells.</param>
/// <param name="Ok">Those that stand.</param>
/// <param name="Failed">Those that an error kept from being computed.</param>
internal sealed record CellCounts(long? Planned, int Done, int Numbers, int Ok, int Failed)
{
    /// <summary>Of a run.</summary>
    public static CellCounts Of(RunResults results)
    {
        // Of several maps each has a cell of its own.
        var repeated = results.Seeds.Select(s => s.Row.Cell).ToHashSet();
        var cells = results.Scores.Select(s => s.Cell).Distinct().Count(c => !repeated.Contains(c));
        return new CellCounts(
            results.Info.Cells, cells + results.Seeds.Select(s => s.Cell).Distinct().Count(), results.Scores.Count,
            results.Scores.Count(s => s.State.IsOk), results.Scores.Count(s => s.State == CellState.Failed));
    }

    /// <summary>The sentence that a reader of an unfinished run needs; null for a finished one.</summary>
    public string? Warning => WarningOf(Planned, Done);

    /// <summary>The same of planned and computed cells.</summary>
    public static string? WarningOf(long? planned, int done) => done < planned
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"This run is not finished: {done} of {planned} cells are computed. "
            + $"Means, ranks and marks are over what there is, and will change.")
        : null;
}
