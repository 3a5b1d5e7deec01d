namespace VisEval.Harness.Results.Storage;

/// <summary>A row of the table <c>scores</c>, its names by number.</summary>
internal readonly record struct ScoreEntry(long Cell, int Score, double? Value, int State);
