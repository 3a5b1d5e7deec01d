using System.Buffers.Binary;
using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>The tables of results.db and how the file is opened.</summary>
internal static class Schema
{
    // Counted up with every change of the tables; a file with another number is refused, never guessed at.
    private const long Version = 3;

    private const string Tables = """
        CREATE TABLE run (id INTEGER PRIMARY KEY CHECK (id = 1), info TEXT NOT NULL);
        CREATE TABLE images (dataset TEXT NOT NULL, position INTEGER NOT NULL, image TEXT NOT NULL,
            PRIMARY KEY (dataset, image)) WITHOUT ROWID;
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, metric TEXT NOT NULL,
            image TEXT NOT NULL, target INTEGER NOT NULL, failed INTEGER NOT NULL,
            UNIQUE (dataset, model, method, metric, image, target));
        CREATE TABLE scores (
            cell INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE, position INTEGER NOT NULL,
            score TEXT NOT NULL, value REAL, state TEXT NOT NULL, PRIMARY KEY (cell, position)) WITHOUT ROWID;
        CREATE TABLE axes (id INTEGER PRIMARY KEY, x BLOB NOT NULL UNIQUE);
        CREATE TABLE curves (
            cell INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE, position INTEGER NOT NULL,
            name TEXT NOT NULL, axis INTEGER NOT NULL REFERENCES axes (id), y BLOB NOT NULL, PRIMARY KEY (cell, position));
        CREATE TABLE predictions (
            dataset TEXT NOT NULL, model TEXT NOT NULL, image TEXT NOT NULL, labels TEXT NOT NULL, top1 INTEGER NOT NULL, probability REAL,
            PRIMARY KEY (dataset, model, image)) WITHOUT ROWID;
        CREATE TABLE timings (
            dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, repetition INTEGER NOT NULL, milliseconds REAL NOT NULL,
            forwards INTEGER NOT NULL, backwards INTEGER NOT NULL, megabytes REAL NOT NULL,
            PRIMARY KEY (dataset, model, method, repetition)) WITHOUT ROWID;
        CREATE TABLE metric_costs (
            dataset TEXT NOT NULL, model TEXT NOT NULL, metric TEXT NOT NULL, cells INTEGER NOT NULL, milliseconds REAL NOT NULL,
            asked INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (dataset, model, metric)) WITHOUT ROWID;
        CREATE TABLE failures (
            dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, metric TEXT NOT NULL, image TEXT NOT NULL, target INTEGER,
            error TEXT NOT NULL);
        CREATE UNIQUE INDEX failure_key ON failures (dataset, model, method, metric, image, IFNULL(target, -2));
        CREATE TABLE remarks (
            dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, image TEXT NOT NULL, target INTEGER NOT NULL,
            state TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (dataset, model, method, image, target)) WITHOUT ROWID;
        CREATE TABLE pictures (
            dataset TEXT NOT NULL, model TEXT NOT NULL, image TEXT NOT NULL, png BLOB NOT NULL, PRIMARY KEY (dataset, model, image));
        CREATE TABLE maps (
            dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, image TEXT NOT NULL, target INTEGER NOT NULL,
            height INTEGER NOT NULL, width INTEGER NOT NULL, pixels BLOB, PRIMARY KEY (dataset, model, method, image, target));
        """;

    // Added without another version: a store without it is read as before.
    private const string Added = """
        CREATE TABLE IF NOT EXISTS contents (dataset TEXT NOT NULL, image TEXT NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (dataset, image)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS label_probabilities (dataset TEXT NOT NULL, model TEXT NOT NULL, image TEXT NOT NULL,
            probability REAL NOT NULL, PRIMARY KEY (dataset, model, image)) WITHOUT ROWID;
        """;

    /// <summary>Opens results.db for writing, with its tables created if it is new.</summary>
    /// <exception cref="InputException">The file is not a result store of this version.</exception>
    public static SqliteConnection OpenForWriting(string path)
    {
        // Write-ahead logging: a commit is one append, and a killed process leaves a file that the next one recovers.
        return Open(path, SqliteOpenMode.ReadWriteCreate, connection =>
        {
            // A new file has no version.
            var isNew = VersionOf(connection) == 0 && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_schema") == 0;
            // What is refused must be left as it is: even the mode of the log is written into the file.
            if (!isNew)
                ThrowIfUnusable(connection, path);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            using var transaction = connection.BeginTransaction();
            connection.Execute(
                (isNew ? $"{Tables} PRAGMA user_version = {Version}; " : "") + Added + VisualizationTables.Added,
                transaction: transaction);
            transaction.Commit();
        });
    }

    /// <summary>Opens an empty store that is gone with its connection.</summary>
    public static SqliteConnection OpenInMemory()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=True");
        connection.Open();
        connection.Execute(Tables + Added + VisualizationTables.Added);
        return connection;
    }

    /// <summary>Why a results.db cannot be gone on with, as far as its first bytes tell; null for nothing. Writes nothing, not even what
    /// SQLite does to open a file.</summary>
    public static string? Mistake(string path)
    {
        // The version is a big-endian number in the file's head; while there is a log beside the file, the log may hold another.
        const int place = 60;
        if (!File.Exists(path) || File.Exists(path + "-wal"))
            return null;
        var head = new byte[place + sizeof(int)];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan().StartsWith("SQLite format 3"u8)
            && BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(place)) is var version && version != Version
            ? Other(path, version)
            : null;
    }

    /// <summary>Opens an existing results.db.</summary>
    /// <exception cref="InputException">The file is missing or not a result store of this version.</exception>
    public static SqliteConnection OpenForReading(string path) =>
        File.Exists(path) || Directory.Exists(path)
            ? Open(path, SqliteOpenMode.ReadWrite, _ => { })
            : Path.GetDirectoryName(path) is { } run && File.Exists(run)
            ? throw new InputException($"'{run}' is a file; a run is named by its folder: '{Path.GetDirectoryName(run)}'.")
            : throw new InputException(
                $"'{path}' does not exist: there are no results in this directory yet. Run a benchmark into it first.");

    /// <summary>Reads the structure of the whole file.</summary>
    /// <exception cref="DamagedStoreException">It is not sound.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        if (Sql.Scalar(connection, "PRAGMA quick_check(1)") is var found && found as string != "ok")
            throw new DamagedStoreException($"'{path}' is damaged ({found}). {Advice(path)}", null);
    }

    /// <summary>Opens a damaged results.db for what can be read of it.</summary>
    /// <exception cref="InputException">Its beginning is destroyed, or it is not a result store of this version.</exception>
    // A file that is shorter than it says of itself is refused unless its schema may be written to.
    public static SqliteConnection OpenDamaged(string path) =>
        Open(path, SqliteOpenMode.ReadOnly, connection => connection.Execute("PRAGMA writable_schema = ON"));

    /// <summary>Folds the write-ahead log into the file, which can then be copied, or read from a read-only medium.</summary>
    public static void Fold(SqliteConnection connection)
    {
        try
        {
            connection.Execute("PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE;", commandTimeout: 1);
        }
        catch (SqliteException error) when (
            error.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY || OutputException.Of(connection.DataSource, error) is not null)
        {
            // Somebody reads the results at this moment, or the disk is full. The log then stays beside the file; nothing is lost, the next
            // writer folds it.
        }
    }

    // Results that are added to a damaged file would be lost with it.
    private static void ThrowIfUnusable(SqliteConnection connection, string path)
    {
        Check(connection, path);
        var there = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").ToHashSet();
        ThrowIfOther(connection, path);
        if (Named.Except(there).ToList() is { Count: > 0 } missing)
            throw new DamagedStoreException(
                $"'{path}' is damaged (tables are missing: {string.Join(", ", missing)}). {Advice(path)}", null);
    }

    private static long VersionOf(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    private static void ThrowIfOther(SqliteConnection connection, string path)
    {
        if (VersionOf(connection) is var version && version != Version)
            throw new InputException(Other(path, version));
    }

    private static string Other(string path, long version) =>
        $"'{path}' has the format {version}; this version of VisEval reads {Version}. Start over with 'viseval run … --existing redo'.";

    private static IEnumerable<string> Named =>
        Tables.Split("CREATE TABLE ")[1..].Select(table => table[..table.IndexOf(' ', StringComparison.Ordinal)]);

    private static string Advice(string path) =>
        $"What can be read of it: viseval report \"{Path.GetDirectoryName(path)}\" --out ELSEWHERE. "
        + "To start over: viseval run … --existing redo.";

    // Asked only where SQLite could not open it: closing a second handle would give up the locks of the first.
    private static string? MistakeOfReading(string path, SqliteException error)
    {
        if (error.SqliteErrorCode is not (SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM) || !File.Exists(path))
            return null;
        try
        {
            File.OpenRead(path).Dispose();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"'{path}' cannot be read: permission is denied. Ask its owner to allow reading, or copy it as its owner.";
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; the results of a run are a file there. Remove it, or name another run.");
        // Without pooling the file is closed when the connection is, so that it can be deleted or copied.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, ForeignKeys = true, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            ThrowIfOther(connection, path);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Refusal(path, error);
        }
        catch (InputException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>That a store is damaged, and what can be done.</summary>
    public static DamagedStoreException Damaged(string path, Exception error) =>
        new($"'{path}' is damaged ({Damage.Text(error).TrimEnd('.')}). {Advice(path)}", error);

    /// <summary>Why a result store cannot be opened, in words for its user.</summary>
    public static InputException Refusal(string path, SqliteException error) =>
        MistakeOfReading(path, error) is { } mistake ? new InputException(mistake, error)
        : OutputException.Of(path, error) is { } output ? new InputException(output.Message, error)
        : error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED
            ? new InputException($"'{path}' is in use by another process. Wait for it to end.", error)
        : error.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT
            ? Damaged(path, error)
        : new InputException(
            $"'{path}' is not a result store, or its beginning is destroyed, so that nothing of it can be read ({Damage.Text(error)}). "
            + $"The numbers of the last report stand in {RunFiles.Scores} beside it. To start over: viseval run … --existing redo.",
            error);
}
