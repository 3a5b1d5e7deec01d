namespace VisEval.Harness.Results.Storage;

/// <summary>A row of the table <c>cells</c>, its names by number.</summary>
internal readonly record struct CellEntry(long Id, int Dataset, int Model, int Method, int Metric, int Image, int Target);
