using VisEval.Core;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>An explanation whose numbers stand in one run and not in the other.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">The network's name now.</param>
/// <param name="Method">The method's key now.</param>
/// <param name="Image">Image id.</param>
/// <param name="Target">The explained class.</param>
/// <param name="Old">The state in the baseline.</param>
/// <param name="New">The state now.</param>
/// <param name="Metrics">The metrics that it concerns.</param>
internal sealed record StateChange(
    string Dataset, string Model, string Method, string Image, int Target, string Old, string New, IReadOnlyList<string> Metrics)
{
    /// <summary>Whether the number is gone.</summary>
    public bool IsLoss => Old == CellState.Ok.Text;
}

/// <summary>Finds the states that changed.</summary>
internal static class StateChanges
{
    /// <summary>What is lost, then what is won, each in the baseline's order; a change that several metrics show is one.</summary>
    public static IReadOnlyList<StateChange> Of(IEnumerable<GateCell> cells, RowIndex old, RowIndex current) =>
    [
        .. cells.SelectMany(cell => InCell(cell, old, current)).GroupBy(c => (c.Cell.Dataset, c.Model, c.Method, c.Of, c.Old, c.New))
            .Select(g => new StateChange(
                g.Key.Dataset, g.Key.Model, g.Key.Method, g.Key.Of.Image, g.Key.Of.Target, g.Key.Old, g.Key.New,
                [.. g.Select(c => c.Cell.Metric.Shown).Distinct()]))
            .OrderBy(c => c.IsLoss ? 0 : 1),
    ];

    private static IEnumerable<(GateCell Cell, string Model, string Method, Explanation Of, string Old, string New)> InCell(
        GateCell cell, RowIndex old, RowIndex current)
    {
        if (cell is not { Model.New: { } model, Method.New: { } method, Metric.New: { } metric })
            yield break;
        var after = current.Of(new(cell.Dataset, model, method, metric, cell.Score.Name));
        var before = old.Of(new(cell.Dataset, cell.Model.Old, cell.Method.Old, cell.Metric.Old, cell.Score.Name));
        foreach (var (of, row) in before)
            if (after.TryGetValue(of, out var now) && CellPairing.Stands(row) != CellPairing.Stands(now))
                yield return (cell, model, method, of, CellPairing.StateOf(row), CellPairing.StateOf(now));
    }
}
