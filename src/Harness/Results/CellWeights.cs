namespace VisEval.Harness.Results;

/// <summary>How much of a run's work its parts are, for progress and time left. No result depends on it.</summary>
/// <param name="cells">The seconds of one cell by dataset, model, method and metric.</param>
/// <param name="timings">The seconds that the cost of a method is measured, by dataset, model and method.</param>
/// <param name="total">The seconds of all parts of the run together.</param>
internal sealed class CellWeights(
    IReadOnlyDictionary<(string Dataset, string Model, string Method, string Metric), double> cells,
    IReadOnlyDictionary<(string Dataset, string Model, string Method), double> timings,
    double total)
{
    /// <summary>The seconds of all parts of the run together.</summary>
    public double Total => total;

    /// <summary>The share of a cell in all work, 0 to 1; 0 for a cell that was not planned.</summary>
    public double ShareOf(CellKey cell) => Share(cells.GetValueOrDefault((cell.Dataset, cell.Model, cell.Method, cell.Metric)));

    /// <summary>The share of the measurement of a method's cost.</summary>
    public double ShareOfTiming(string dataset, string model, string method) => Share(timings.GetValueOrDefault((dataset, model, method)));

    /// <summary>The seconds of each unit of work that has no cells, by dataset, network (empty for all) and what is done.</summary>
    public IReadOnlyDictionary<(string Dataset, string Model, string Unit), double> Pieces { get; init; } =
        new Dictionary<(string, string, string), double>();

    /// <summary>The share of a unit of work that has no cells.</summary>
    public double ShareOfPiece(string dataset, string model, string unit) => Share(Pieces.GetValueOrDefault((dataset, model, unit)));

    /// <summary>The share of what is done, at most 1.</summary>
    public double ShareOf(FinishedWork finished) =>
        Math.Min(1, finished.Cells.Sum(ShareOf) + finished.Timed.Sum(t => ShareOfTiming(t.Dataset, t.Model, t.Method)));

    private double Share(double seconds) => total > 0 ? seconds / total : 0;
}
