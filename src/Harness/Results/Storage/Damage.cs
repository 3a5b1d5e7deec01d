using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>Which errors say that a file is damaged.</summary>
internal static class Damage
{
    /// <summary>Whether an error says that the file itself is wrong, not how it is used.</summary>
    public static bool Is(Exception error) => IsOfRow(error) || error is DamagedStoreException
        // What cannot be read is damaged, also where the damage is in the tables' own description; what is in use or may not be opened
        // is not.
        || (error is SqliteException sqlite && !Circumstances.Contains(sqlite.SqliteErrorCode));

    /// <summary>What is wrong with a file, a part of a sentence.</summary>
    public static string Text(Exception error) => error switch
    {
        SqliteException sqlite when MissingTable(sqlite) is { Length: > 0 } table => $"the table {table} is missing",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT } => "parts of the file are overwritten or cut off",
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB } => "it is no SQLite file",
        SqliteException => "it cannot be read",
        _ => FaultText.Of(error),
    };

    private static IReadOnlySet<int> Circumstances { get; } = new HashSet<int>
    {
        SQLitePCL.raw.SQLITE_BUSY, SQLitePCL.raw.SQLITE_LOCKED, SQLitePCL.raw.SQLITE_FULL, SQLitePCL.raw.SQLITE_READONLY,
        SQLitePCL.raw.SQLITE_CANTOPEN, SQLitePCL.raw.SQLITE_PERM, SQLitePCL.raw.SQLITE_NOMEM,
    };

    // SQLite has no code for it.
    private static string MissingTable(SqliteException error)
    {
        const string before = "no such table: ";
        var start = error.Message.IndexOf(before, StringComparison.Ordinal);
        return start < 0 ? "" : error.Message[(start + before.Length)..].TrimEnd('\'', '.').Split('.')[^1];
    }

    /// <summary>Whether an error says that a row holds something else than its table is for.</summary>
    public static bool IsOfRow(Exception error) => error is KeyNotFoundException or InvalidCastException or InvalidOperationException
        or FormatException or OverflowException or ArgumentException;
}

/// <summary>A store that is damaged, or holds something else than a store does.</summary>
internal sealed class DamagedStoreException(string error, Exception? cause) : InputException(error, cause);
