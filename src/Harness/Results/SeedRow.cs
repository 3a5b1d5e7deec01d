namespace VisEval.Harness.Results;

/// <summary>One number of one of several maps that a method draws.</summary>
/// <param name="Seed">The seed of the map: 1, 2, ….</param>
/// <param name="Row">The number, under the method's own key.</param>
internal sealed record SeedRow(int Seed, ScoreRow Row)
{
    /// <summary>The cell under the key of the method with this seed.</summary>
    public CellKey Cell => Row.Cell with { Method = SeedKey.Of(Row.Cell.Method, Seed) };
}
