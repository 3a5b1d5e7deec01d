using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>The tables of a SQLite database, read and written by several threads.</summary>
internal sealed class SqliteRows(SqliteConnection connection) : IDisposable
{
    private readonly Statements _statements = new(connection);
    private readonly Lock _gate = new();

    /// <summary>Reads them.</summary>
    public T Read<T>(Func<WholeRows, T> read)
    {
        lock (_gate)
            return read(new WholeRows(connection));
    }

    /// <summary>Writes in one transaction.</summary>
    public void Save(Action<RowWriter> write)
    {
        lock (_gate)
        {
            using var transaction = connection.BeginTransaction();
            _statements.Transaction = transaction;
            write(new RowWriter(_statements));
            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statements.Dispose();
}
