namespace VisEval.Harness.Results.Merging;

/// <summary>Two inputs that say different things of the same; the first one stands.</summary>
/// <param name="Place">What both are about; a member that is of no meaning is empty.</param>
/// <param name="What">Which number or table: <c>score auc</c>, <c>curve deletion</c>, <c>prediction</c>.</param>
/// <param name="Kept">What stands.</param>
/// <param name="KeptFrom">The input that it is from.</param>
/// <param name="Other">What was refused.</param>
/// <param name="OtherFrom">The input that it is from.</param>
internal sealed record MergeConflict(CellKey Place, string What, string Kept, string KeptFrom, string Other, string OtherFrom)
{
    /// <summary>A sentence for a person.</summary>
    public override string ToString()
    {
        string[] parts = [Place.Dataset, Place.Model, Place.Method, Place.Metric, Place.Image];
        return $"{string.Join(", ", parts.Where(p => p.Length > 0))}: {What} is {Kept} in {KeptFrom}, {Other} in {OtherFrom}.";
    }
}
