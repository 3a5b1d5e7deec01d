using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results.Storage;

/// <summary>The results of a run in a SQLite file. Every Save is one transaction: a killed process loses at most what it was
/// working on.</summary>
/// <remarks>Safe to call from several threads. One process at a time may have a run's store open.</remarks>
internal sealed class ResultStore : IResultStore
{
    private readonly SqliteConnection _connection;
    private readonly SqliteRows _rows;
    private readonly IDisposable _lock;

    private ResultStore(SqliteConnection connection, IDisposable @lock) =>
        (_connection, _rows, _lock) = (connection, new SqliteRows(connection), @lock);

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
        info = Carried(directory, existing, info);
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

    // That parts contradicted stays true of a run that is gone on with.
    private static RunInfo Carried(string directory, ExistingRun existing, RunInfo info)
    {
        var path = Path.Combine(directory, RunFiles.Info);
        return existing == ExistingRun.Resume && info.Conflicts is null && File.Exists(path)
            && RunDirectory.Check(directory, existing, info).Count == 0
            ? info with { Conflicts = RunInfoJson.Read(path).Conflicts }
            : info;
    }

    private static ResultStore Open(
        string directory, RunInfo info, IDisposable held, SqliteConnection? connection, bool keepsFailures)
    {
        try
        {
            connection ??= Opened(directory, info) ?? Schema.OpenForWriting(Path.Combine(directory, RunFiles.Store));
            var store = new ResultStore(connection, held);
            store.Save(write =>
            {
                write.Run(info);
                if (!keepsFailures)
                    write.Forget();
            });
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
            return Sql.Scalar(connection, "SELECT COUNT(*) FROM run") is > 0L
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
    /// <param name="directory">The run directory.</param>
    /// <param name="plugins">The plug-ins at hand; none if null.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InputException">There are no results, not of this version, or of metrics of a plug-in that is not at
    /// hand.</exception>
    public static RunResults Load(string directory, LoadedPlugins? plugins = null, CancellationToken stop = default)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        try
        {
            using var snapshot = StoreView.Open(path);
            return ResultReader.Read(snapshot, path, plugins ?? LoadedPlugins.None, stop);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            using var connection = Schema.OpenDamaged(path);
            return ResultReader.Save(connection, path, damage.InnerException ?? damage, plugins ?? LoadedPlugins.None);
        }
        catch (SqliteException error)
        {
            throw Schema.Refusal(path, error);
        }
    }

    /// <summary>The methods' own numbers in some metrics on one dataset and nothing else; of a damaged store all that can be
    /// read.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="plugins">The plug-ins at hand; none if null.</param>
    /// <exception cref="InputException">There are no results, or not of this version.</exception>
    public static RunResults LoadNumbers(string directory, string dataset, IReadOnlySet<string> metrics, LoadedPlugins? plugins = null)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        try
        {
            using var view = StoreView.Open(path);
            var info = ResultReader.ReadInfo(view.First, path);
            var pieces = new ScorePieces(info, new WholeRows(view.First), dataset, metrics);
            var scores = ScoreColumns.Of(pieces.Of(shuffled: false).SelectMany(p => p.Scores));
            return new RunResults(info, scores, [], [], [], [], [], []);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            return Load(directory, plugins);
        }
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IRowSource, T> read)
    {
        try
        {
            return _rows.Read(read);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            throw Schema.Damaged(_connection.DataSource, damage);
        }
    }

    /// <inheritdoc/>
    public void Save(Action<RowWriter> write)
    {
        try
        {
            _rows.Save(write);
        }
        catch (SqliteException error) when (OutputException.Of(_connection.DataSource, error) is { } output)
        {
            throw output;
        }
    }

    /// <inheritdoc/>
    /// <remarks>It is written into run.json; what an earlier state lacked is forgotten.</remarks>
    public void Conclude(Func<RunInfo, RunInfo>? change = null)
    {
        var info = ResultReader.ReadInfo(_connection, _connection.DataSource);
        if (change is not null)
        {
            info = change(info);
            Save(write => write.Run(info));
        }
        var directory = Path.GetDirectoryName(_connection.DataSource)!;
        RunInfoJson.Write(
            info.Concluded(DrawnImages.Of(info).In(Read(source => new RowReader(source).Predictions()))),
            Path.Combine(directory, RunFiles.Info));
        File.Delete(Path.Combine(directory, RunFiles.Missing));
        if (info.Conflicts is null)
            File.Delete(Path.Combine(directory, RunFiles.Conflicts));
    }

    /// <summary>Closes the store as a single file.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        Schema.Fold(_connection);
        _connection.Dispose();
        _lock.Dispose();
    }
}
