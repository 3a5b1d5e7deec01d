namespace VisEval.Harness.Results;

/// <summary>How much of a run's work a cell is, for progress and time left. No result depends on it.</summary>
/// <param name="cells">The seconds of one cell by dataset, model, method and metric.</param>
/// <param name="total">The seconds of all cells of the run together.</param>
public sealed class CellWeights(
    IReadOnlyDictionary<(string Dataset, string Model, string Method, string Metric), double> cells, double total)
{
    /// <summary>The share of one cell in all work, 0 to 1; 0 for a cell that was not planned.</summary>
    public double ShareOf(CellKey cell) =>
        total > 0 && cells.TryGetValue((cell.Dataset, cell.Model, cell.Method, cell.Metric), out var seconds) ? seconds / total : 0;

    /// <summary>The share of several cells together, at most 1.</summary>
    public double ShareOf(IEnumerable<CellKey> several) => Math.Min(1, several.Sum(ShareOf));
}
