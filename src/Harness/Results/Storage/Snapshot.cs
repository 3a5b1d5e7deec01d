using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>A second look at a store at the moment at which the first sees it, so that two tables are read at once.</summary>
internal static class Snapshot
{
    /// <summary>What is read through another connection; null where the store was written to before that began.</summary>
    /// <param name="connection">The first, within a transaction.</param>
    /// <param name="path">The file.</param>
    /// <param name="other">What is read on a thread of its own.</param>
    /// <param name="own">What is read through the first meanwhile.</param>
    public static (TOwn Own, TOther? Other) Read<TOwn, TOther>(
        SqliteConnection connection, string path, Func<SqliteConnection, TOther> other, Func<TOwn> own)
        where TOther : class
    {
        using var second = Schema.OpenForReading(path);
        // The number changes with every commit of others: if it does not, both transactions have begun between the same commits.
        var before = Version(second);
        Look(connection);
        using var transaction = second.BeginTransaction(deferred: true);
        Look(second);
        if (!Equals(before, Version(second)))
            return (own(), null);
        var task = Task.Run(() => other(second));
        try
        {
            return (own(), task.GetAwaiter().GetResult());
        }
        finally
        {
            // The connection must not be closed under the reader.
            Task.WaitAny(task);
        }
    }

    private static object? Version(SqliteConnection connection) => Sql.Scalar(connection, "PRAGMA data_version");

    // A deferred transaction begins with its first read.
    private static void Look(SqliteConnection connection) => Sql.Scalar(connection, "SELECT COUNT(*) FROM run");
}
