using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>The results of a part of a run, in memory, until they are put together with the others.</summary>
internal sealed class MemoryStore : IResultStore
{
    private readonly SqliteConnection _connection = Schema.OpenInMemory();
    private readonly SqliteRows _rows;

    /// <summary>An empty store.</summary>
    public MemoryStore() => _rows = new SqliteRows(_connection);

    /// <inheritdoc/>
    public T Read<T>(Func<IRowSource, T> read) => _rows.Read(read);

    /// <inheritdoc/>
    public void Save(Action<RowWriter> write) => _rows.Save(write);

    /// <inheritdoc/>
    public void Conclude(Func<RunInfo, RunInfo>? change = null)
    {
        // What networks recognize stands when all parts are together.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _connection.Dispose();
    }
}
