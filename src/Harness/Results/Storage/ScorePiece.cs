namespace VisEval.Harness.Results.Storage;

/// <summary>The numbers of one method on one network, in the order of the plan.</summary>
/// <param name="Scores">One a cell and number.</param>
/// <param name="Seeds">Those of each map, where the method drew several.</param>
/// <param name="Curves">The curves behind them, where they were asked for.</param>
internal sealed record ScorePiece(IReadOnlyList<ScoreRow> Scores, IReadOnlyList<SeedRow> Seeds, IReadOnlyList<CurveRow> Curves)
{
    /// <summary>Without the rows of images that are not of the run.</summary>
    public ScorePiece In(DrawnImages drawn) => drawn.AreAll ? this : new(
        drawn.In(Scores),
        [.. Seeds.Where(s => drawn.Has(s.Row.Cell.Dataset, s.Row.Cell.Image))],
        [.. Curves.Where(c => drawn.Has(c.Cell.Dataset, c.Cell.Image))]);
}
