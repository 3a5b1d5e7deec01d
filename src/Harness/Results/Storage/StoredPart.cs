namespace VisEval.Harness.Results.Storage;

/// <summary>A part of the cells of a store, which the index of their names finds.</summary>
/// <param name="Methods">Methods on one dataset and network; at least one.</param>
/// <param name="Metrics">Which metrics; all if null.</param>
internal sealed record StoredPart(IReadOnlyList<StoredMethod> Methods, IReadOnlySet<string>? Metrics = null)
{
    /// <summary>What is true of its cells alone, in SQL.</summary>
    public string Condition =>
        $"dataset = {Sql.Literal(Methods[0].Dataset)} AND model = {Sql.Literal(Methods[0].Model)} "
        + $"AND {OneOf("method", Methods.Select(m => m.Key))}{(Metrics is null ? "" : $" AND {OneOf("metric", Metrics)}")}";

    private static string OneOf(string column, IEnumerable<string> values) =>
        $"{column} IN ({string.Join(", ", values.Select(Sql.Literal))})";
}
