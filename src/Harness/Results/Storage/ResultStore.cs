using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>The results of a run in a SQLite file. Every Save is one transaction: a killed process loses at most what it was
/// working on.</summary>
/// <remarks>Safe to call from several threads. One process at a time may have a run's store open.</remarks>
public sealed class ResultStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly IDisposable _lock;
    private readonly Lock _gate = new();

    private ResultStore(SqliteConnection connection, IDisposable @lock) =>
        (_connection, _statements, _lock) = (connection, new Statements(connection), @lock);

    /// <summary>Opens the store of a run directory, new or with results to go on from.
    /// What failed before is forgotten, so that it is tried again.</summary>
    /// <param name="directory">The run directory; must exist.</param>
    /// <param name="info">The run.</param>
    /// <exception cref="InputException">The store is not one, belongs to another run, or is in use by another process.</exception>
    public static ResultStore Open(string directory, RunInfo info) => Open(directory, info, RunLock.Take(directory), null, false);

    /// <summary>Makes a run directory ready, as <see cref="RunDirectory.Prepare"/> does, and opens its store; other processes are kept out
    /// from before the first file is written.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="existing">What is to be done with a run that is there.</param>
    /// <param name="info">The run.</param>
    /// <param name="keepsFailures">Whether what failed before is kept: where nothing is tried again.</param>
    /// <exception cref="InputException">The run cannot go there, or another process is at work there.</exception>
    public static ResultStore Begin(string directory, ExistingRun existing, RunInfo info, bool keepsFailures = false)
    {
        SqliteConnection? opened = null;
        try
        {
            // A store that cannot be gone on with is refused before run.json is written anew.
            var held = RunDirectory.Take(directory, existing, info, () => opened = Opened(directory, info));
            return Open(directory, info, held, opened, keepsFailures);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    /// <summary>Why the results of a run directory cannot be gone on with, each a sentence; empty if they can, or if there are none. Looks
    /// at the format only, and writes nothing.</summary>
    public static IReadOnlyList<string> Check(string directory) =>
        Schema.Mistake(Path.Combine(directory, RunFiles.Store)) is { } mistake ? [mistake] : [];

    private static ResultStore Open(
        string directory, RunInfo info, IDisposable held, SqliteConnection? connection, bool keepsFailures)
    {
        try
        {
            connection ??= Opened(directory, info) ?? Schema.OpenForWriting(Path.Combine(directory, RunFiles.Store));
            var store = new ResultStore(connection, held);
            store.Write(
                "INSERT OR REPLACE INTO run VALUES (1, @text);"
                + (keepsFailures ? "" : "DELETE FROM cells WHERE failed; DELETE FROM failures;" + VisualizationTables.Forget),
                new { text = RunInfoJson.ToText(info) });
            return store;
        }
        catch
        {
            connection?.Dispose();
            held.Dispose();
            throw;
        }
    }

    private static SqliteConnection? Opened(string directory, RunInfo info)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        if (!File.Exists(path) && !Directory.Exists(path))
            return null;
        var connection = Schema.OpenForWriting(path);
        try
        {
            return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM run") > 0
                && RunIdentity.Differences(ResultReader.ReadInfo(connection, path), info) is { Count: > 0 } differences
                ? throw new InputException($"'{path}' holds the results of another run ({string.Join("; ", differences)}).")
                : connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All results of a run directory, in the order of the plan; of a damaged store what can be read, and a warning.</summary>
    /// <exception cref="InputException">There are no results, or not of this version.</exception>
    public static RunResults Load(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        try
        {
            using var snapshot = StoreView.Open(path);
            return ResultReader.Read(snapshot, path);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            using var connection = Schema.OpenDamaged(path);
            return ResultReader.Save(connection, path, damage.InnerException ?? damage);
        }
        catch (SqliteException error)
        {
            throw Schema.Refusal(path, error);
        }
    }

    /// <summary>The cells that are done and are never computed again.</summary>
    public IReadOnlySet<CellKey> Finished
    {
        get
        {
            lock (_gate)
                return _connection.Query<StoredCell>("SELECT * FROM cells WHERE NOT failed").Select(c => c.ToKey()).ToHashSet();
        }
    }

    /// <summary>The number of failures recorded since the store was opened.</summary>
    public int FailureCount
    {
        get
        {
            lock (_gate)
                return _connection.ExecuteScalar<int>("SELECT COUNT(*) FROM failures");
        }
    }

    /// <summary>Everything that is done.</summary>
    public FinishedWork Snapshot()
    {
        var cells = Finished;
        lock (_gate)
            return new FinishedWork(
                cells,
                _connection.Query<StoredPrediction>("SELECT * FROM predictions")
                    .ToDictionary(p => (p.Dataset, p.Model, p.Image), p => p.Top1),
                _connection.Query<StoredTiming>("SELECT DISTINCT dataset, model, method FROM timings")
                    .Select(t => (t.Dataset, t.Model, t.Method)).ToHashSet(),
                _connection
                    .Query<StoredPicture>("SELECT dataset, model, image FROM pictures")
                    .Select(p => (p.Dataset, p.Model, p.Image)).ToHashSet(),
                _connection.Query<StoredMap>("SELECT dataset, model, method, image, target FROM maps")
                    .Select(m => (m.Dataset, m.Model, m.Method, m.Image, m.Target)).ToHashSet());
    }

    /// <summary>What was read of the images so far: SHA-256 by dataset and image.</summary>
    public IReadOnlyDictionary<(string Dataset, string Image), string> Contents()
    {
        lock (_gate)
            return Sql.Rows(
                    _connection, "SELECT dataset, image, sha256 FROM contents",
                    row => (Key: (row.GetString(0), row.GetString(1)), Sha256: row.GetString(2)))
                .ToDictionary(c => c.Key, c => c.Sha256);
    }

    /// <summary>The units of work without cells that are done, by dataset, network (empty for all) and what was done.</summary>
    public IReadOnlyList<(string Dataset, string Model, string Unit)> FinishedPieces => Read(VisualizationTables.Done);

    /// <summary>What was shown of units and found in layers so far.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    internal T Read<T>(Func<IRowSource, T> read)
    {
        try
        {
            lock (_gate)
                return read(new WholeRows(_connection));
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            throw Schema.Damaged(_connection.DataSource, damage);
        }
    }

    /// <summary>Records the images of a dataset in the order of the plan.</summary>
    public void SaveImages(string dataset, IEnumerable<string> images) =>
        Write(
            "INSERT OR REPLACE INTO images VALUES (@dataset, @position, @image)",
            images.Select((image, position) => new { dataset, position, image }));

    /// <summary>Records several things together: all of them stand, or none.</summary>
    /// <exception cref="OutputException">The disk is full, or the file may not be written to any more.</exception>
    public void Save(Action<RowWriter> write)
    {
        lock (_gate)
            Transaction(transaction => write(new RowWriter(transaction, _statements)));
    }

    /// <summary>Writes into run.json what the networks recognize, which stands when all images were classified.</summary>
    /// <param name="change">What else of the description stands only now, which is recorded too; null for nothing.</param>
    /// <exception cref="OutputException">The disk is full, or the file may not be written to any more.</exception>
    public void Conclude(Func<RunInfo, RunInfo>? change = null)
    {
        lock (_gate)
        {
            var info = ResultReader.ReadInfo(_connection, _connection.DataSource);
            if (change is not null)
            {
                info = change(info);
                Write("INSERT OR REPLACE INTO run VALUES (1, @text)", new { text = RunInfoJson.ToText(info) });
            }
            var concluded = info.Concluded(new RowReader(new WholeRows(_connection)).Predictions());
            RunInfoJson.Write(concluded, Path.Combine(Path.GetDirectoryName(_connection.DataSource)!, RunFiles.Info));
        }
    }

    /// <summary>Closes the store as a single file.</summary>
    public void Dispose()
    {
        _statements.Dispose();
        Schema.Fold(_connection);
        _connection.Dispose();
        _lock.Dispose();
    }

    private void Write(string sql, object parameters)
    {
        lock (_gate)
            Transaction(transaction => _connection.Execute(sql, parameters, transaction));
    }

    private void Transaction(Action<SqliteTransaction> write)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            write(transaction);
            transaction.Commit();
        }
        catch (SqliteException error) when (OutputException.Of(_connection.DataSource, error) is { } output)
        {
            throw output;
        }
    }
}
