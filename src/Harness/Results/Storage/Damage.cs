using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>Which errors say that a file is damaged.</summary>
internal static class Damage
{
    /// <summary>Whether an error says that the file itself is wrong, not how it is used.</summary>
    public static bool Is(Exception error) => IsOfRow(error) || error is DamagedStoreException
        // What cannot be read is damaged, also where the damage is in the tables' own description; a file in use is not.
        || (error is SqliteException sqlite && sqlite.SqliteErrorCode is not (SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED));

    /// <summary>Whether an error says that a row holds something else than its table is for.</summary>
    public static bool IsOfRow(Exception error) => error is KeyNotFoundException or InvalidCastException or InvalidOperationException
        or FormatException or OverflowException or ArgumentException;
}

/// <summary>A store that is damaged, or holds something else than a store does.</summary>
internal sealed class DamagedStoreException(string error, Exception? cause) : InputException(error, cause);
