using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Puts the results of several stores of one run into one. What the target lacks is written; the same again is passed over; what
/// failed gives way to what did not; what contradicts is a conflict, and the first stands.</summary>
/// <param name="store">The target, open, with failures kept.</param>
/// <param name="name">What people call it.</param>
internal sealed class StoreCopy(ResultStore store, string name)
{
    private readonly MergeTarget _to = new(store, name);
    private readonly List<MergeInput> _copied = [];
    private readonly List<MergeConflict> _conflicts = [];
    private readonly List<FailureRow> _failures = store.Read(rows => new RowReader(rows).Failures());
    private (int Methods, string? From) _timed = (store.Read(TimedOf), null);

    /// <summary>What contradicts, in the order in which it was found.</summary>
    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    /// <summary>The cells that were written.</summary>
    public long Cells { get; private set; }

    /// <summary>The input that the measured costs of methods are from; null for those that were there before.</summary>
    public string? TimingsFrom => _timed.From;

    /// <summary>Copies an input. It must stay open until the last one is copied.</summary>
    public void From(MergeInput input)
    {
        foreach (var images in new RowReader(input.Rows).Images().GroupBy(i => i.Dataset))
            _to.Store.SaveImages(images.Key, images.Select(i => i.Image));
        foreach (var table in CopiedTables.All)
            _conflicts.AddRange(table.Copy(input, _copied, _to));
        _conflicts.AddRange(CopiedCells.Copy(input, _copied, _to, count => Cells += count));
        CopyTimings(input);
        _failures.AddRange(new RowReader(input.Rows).Failures());
        _copied.Add(input);
    }

    /// <summary>Ends the copying: failures that nothing took the place of stand.</summary>
    /// <returns>These.</returns>
    public IReadOnlyList<FailureRow> Finish()
    {
        var standing = _failures.Count == 0 ? [] : _to.Read(rows =>
        {
            var check = new StandingFailures(rows);
            return _failures.DistinctBy(f => f with { Error = "" }).Where(check.Stands).ToList();
        });
        _to.Store.Save(write =>
        {
            write.RemoveFailures();
            foreach (var failure in standing)
                write.Failure(failure);
        });
        return standing;
    }

    // Times of two machines do not belong together: those of the one that measured most.
    private void CopyTimings(MergeInput input)
    {
        if (TimedOf(input.Rows) is var methods && methods <= _timed.Methods)
            return;
        _timed = (methods, input.Name);
        _to.Store.Save(write =>
        {
            write.RemoveTimings();
            foreach (var row in new RowReader(input.Rows).Timings())
                write.Timing(row);
        });
    }

    private static int TimedOf(IRowSource rows) =>
        new RowReader(rows).Timings().DistinctBy(t => (t.Dataset, t.Model, t.Method)).Count();
}
