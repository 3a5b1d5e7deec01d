using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Copies a table of which a row belongs to one key.</summary>
internal interface ICopiedTable
{
    /// <summary>Writes what the target lacks.</summary>
    /// <param name="from">The input.</param>
    /// <param name="earlier">What was copied before it.</param>
    /// <param name="to">The target.</param>
    /// <returns>What contradicts what is there, which stands.</returns>
    IReadOnlyList<MergeConflict> Copy(MergeInput from, IReadOnlyList<MergeInput> earlier, MergeTarget to);

    /// <summary>Writes every row, also over one that is there.</summary>
    void CopyAll(IRowSource from, RowWriter to);

    /// <summary>A line a row: its key and what of it must agree.</summary>
    IEnumerable<string> Lines(IRowSource source);
}

/// <summary>A table of which a row belongs to one key.</summary>
/// <param name="Name">What a row is called in a message.</param>
/// <param name="Read">All rows.</param>
/// <param name="KeyOf">The key of a row.</param>
/// <param name="TextOf">What of a row must agree, as people are told it; measured times are left out.</param>
/// <param name="Write">Writes a row, also over another one.</param>
internal sealed record CopiedTable<T>(
    string Name, Func<IRowSource, IEnumerable<T>> Read, Func<T, CellKey> KeyOf, Func<T, string> TextOf, Action<RowWriter, T> Write)
    : ICopiedTable
{
    /// <summary>Whether a row says that something failed; it gives way to one that does not.</summary>
    public Func<T, bool> IsFailed { get; init; } = _ => false;

    /// <inheritdoc/>
    public IReadOnlyList<MergeConflict> Copy(MergeInput from, IReadOnlyList<MergeInput> earlier, MergeTarget to)
    {
        var there = to.Read(Rows);
        var (added, conflicts) = (new List<T>(), new List<MergeConflict>());
        var origins = new Lazy<List<(string Name, Dictionary<CellKey, (string Text, bool Failed)> Rows)>>(
            () => [.. earlier.Select(input => (input.Name, Rows(input.Rows)))]);
        foreach (var row in Read(from.Rows))
        {
            var (key, text, failed) = (KeyOf(row), TextOf(row), IsFailed(row));
            if (!there.TryGetValue(key, out var own) || (own.Failed && !failed))
                added.Add(row);
            else if (!failed && own.Text != text)
                conflicts.Add(new MergeConflict(
                    key, Name, own.Text,
                    origins.Value.FirstOrDefault(o => o.Rows.TryGetValue(key, out var row) && row.Text == own.Text).Name ?? to.Name,
                    text, from.Name));
        }
        if (added.Count > 0)
            to.Store.Save(write =>
            {
                foreach (var row in added)
                    Write(write, row);
            });
        return conflicts;
    }

    /// <inheritdoc/>
    public void CopyAll(IRowSource from, RowWriter to)
    {
        foreach (var row in Read(from))
            Write(to, row);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Lines(IRowSource source) => Read(source).Select(row => $"{Name} {KeyOf(row)} {TextOf(row)}");

    private Dictionary<CellKey, (string Text, bool Failed)> Rows(IRowSource source) =>
        Read(source).ToDictionary(KeyOf, row => (TextOf(row), IsFailed(row)));
}

/// <summary>The store that results are put together in.</summary>
/// <param name="Store">The store, open.</param>
/// <param name="Name">What people call it.</param>
internal sealed record MergeTarget(ResultStore Store, string Name)
{
    /// <summary>Reads it.</summary>
    public T Read<T>(Func<IRowSource, T> read) => Store.Read(read);
}
