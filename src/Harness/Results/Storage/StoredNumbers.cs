namespace VisEval.Harness.Results.Storage;

/// <summary>The numbers and curves of a store, in the order of the plan.</summary>
/// <param name="Own">Those of the methods' own maps.</param>
/// <param name="Shuffled">Those of their maps of other images.</param>
/// <param name="Counted">The cells that count as work done.</param>
/// <param name="Warning">What was refused of them; null for nothing.</param>
internal sealed record StoredNumbers(ScorePiece Own, IReadOnlyList<ScoreRow> Shuffled, int Counted, string? Warning)
{
    /// <summary>Of a whole store, a method at a time, so that no more than its rows is in memory beside what is kept.</summary>
    /// <param name="info">The run.</param>
    /// <param name="view">Its store.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="DamagedStoreException">Rows are lost.</exception>
    public static StoredNumbers Of(RunInfo info, StoreView view, CancellationToken stop = default)
    {
        var pieces = new ScorePieces(info, new WholeRows(view.First, stop));
        var second = view.Second is { } connection ? new ScorePieces(info, new WholeRows(connection, stop)) : pieces;
        var other = Task.Run(() => view.Second is null ? null : Others(second));
        ScorePiece own;
        try
        {
            own = Gathered(pieces);
        }
        finally
        {
            // The connection must not be closed under the reader.
            Task.WaitAny([other]);
        }
        var shuffled = other.GetAwaiter().GetResult() ?? Others(second);
        if (second != pieces)
            pieces.Values.Add(second.Values);
        pieces.ThrowIfLost(second == pieces ? [pieces] : [pieces, second]);
        return new StoredNumbers(own, shuffled, pieces.Counted, pieces.Values.Warning);
    }

    /// <summary>Results with them.</summary>
    /// <param name="results">The other results.</param>
    public RunResults In(RunResults results) => results with
    {
        Scores = Own.Scores,
        Seeds = Own.Seeds,
        Curves = Own.Curves,
        Shuffled = Shuffled,
        Warnings = [.. new[] { Warning }.OfType<string>(), .. results.Warnings],
    };

    private static ScorePiece Gathered(ScorePieces pieces)
    {
        var (scores, seeds, curves) = (new ScoreColumns.Builder(), new List<SeedRow>(), new List<CurveRow>());
        foreach (var piece in pieces.Of(shuffled: false, curves: true))
        {
            scores.AddRange(piece.Scores);
            seeds.AddRange(piece.Seeds);
            curves.AddRange(piece.Curves);
        }
        return new ScorePiece(scores.Build(), seeds, curves);
    }

    private static ScoreColumns Others(ScorePieces pieces) => ScoreColumns.Of(pieces.Of(shuffled: true).SelectMany(p => p.Scores));
}
