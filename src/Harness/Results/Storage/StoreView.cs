using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>A store as it is at one moment, also while a run is going on; seen through two connections, so that two tables can be read at
/// once.</summary>
internal sealed class StoreView : IDisposable
{
    private readonly SqliteTransaction _transaction;

    private StoreView(SqliteConnection first, SqliteTransaction transaction) => (First, _transaction) = (first, transaction);

    /// <summary>A connection, within a transaction.</summary>
    public SqliteConnection First { get; }

    /// <summary>Another; null where the store was written to while both were opened.</summary>
    public SqliteConnection? Second { get; private set; }

    /// <summary>Opens an existing results.db.</summary>
    /// <exception cref="Core.InputException">The file is missing or not a result store of this version.</exception>
    public static StoreView Open(string path)
    {
        var first = Schema.OpenForReading(path);
        SqliteConnection? second = null;
        try
        {
            second = Schema.OpenForReading(path);
            // The number changes with every commit of others: if it does not, both transactions have begun between the same two commits.
            var before = Version(second);
            var snapshot = new StoreView(first, Begin(first));
            Begin(second);
            if (Equals(before, Version(second)))
                snapshot.Second = second;
            else
                second.Dispose();
            return snapshot;
        }
        catch
        {
            first.Dispose();
            second?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Second?.Dispose();
        _transaction.Dispose();
        First.Dispose();
    }

    private static object? Version(SqliteConnection connection) => Sql.Scalar(connection, "PRAGMA data_version");

    // A deferred transaction begins with its first read.
    private static SqliteTransaction Begin(SqliteConnection connection)
    {
        var transaction = connection.BeginTransaction(deferred: true);
        Sql.Scalar(connection, "SELECT COUNT(*) FROM run");
        return transaction;
    }
}
