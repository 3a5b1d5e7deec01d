using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>A result could not be written when it was there; says what, why, and what to do.</summary>
public sealed class OutputException : IOException
{
    private OutputException(string path, string why, Exception cause)
        : base($"'{path}' cannot be written: {why}. Make room or allow writing there, or choose another place.", cause)
    {
    }

    /// <summary>What the system said about a file.</summary>
    public static OutputException Of(string path, Exception cause) => new(path, FaultText.Of(cause), cause);

    /// <summary>What SQLite said about a result store; null where the error is not about writing.</summary>
    public static OutputException? Of(string path, SqliteException cause) =>
        Reasons.TryGetValue(cause.SqliteErrorCode, out var why) ? new OutputException(path, why, cause) : null;

    private static IReadOnlyDictionary<int, string> Reasons { get; } = new Dictionary<int, string>
    {
        [SQLitePCL.raw.SQLITE_FULL] = "the disk is full",
        [SQLitePCL.raw.SQLITE_READONLY] = "the file or its folder is read-only",
        [SQLitePCL.raw.SQLITE_CANTOPEN] = "it is a folder, or its folder allows no new files",
        [SQLitePCL.raw.SQLITE_PERM] = "permission is denied",
        [SQLitePCL.raw.SQLITE_IOERR] = "the disk is full or damaged",
    };
}
