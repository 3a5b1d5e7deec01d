using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>The results of a run in a SQLite file. Every Save… is one transaction: a killed process loses at most what it was working on.</summary>
/// <remarks>Safe to call from several threads. One process at a time may have a run's store open.</remarks>
public sealed class ResultStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly IDisposable _lock;
    private readonly Lock _gate = new();

    private ResultStore(SqliteConnection connection, IDisposable @lock) => (_connection, _lock) = (connection, @lock);

    /// <summary>Opens the store of a run directory, new or with results to go on from.
    /// What failed before is forgotten, so that it is tried again.</summary>
    /// <param name="directory">The run directory; must exist.</param>
    /// <param name="info">The run.</param>
    /// <exception cref="InputException">The store is not one, belongs to another run, or is in use by another process.</exception>
    public static ResultStore Open(string directory, RunInfo info)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        var held = RunLock.Take(directory);
        SqliteConnection? connection = null;
        try
        {
            connection = Schema.OpenForWriting(path);
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM run") > 0
                && RunIdentity.Differences(ResultReader.ReadInfo(connection, path), info) is { Count: > 0 } differences)
                throw new InputException($"'{path}' holds the results of another run ({string.Join("; ", differences)}).");
            var store = new ResultStore(connection, held);
            store.Write(
                "INSERT OR REPLACE INTO run VALUES (1, @text); DELETE FROM cells WHERE failed; DELETE FROM failures;",
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

    /// <summary>All results of a run directory, in the order of the plan.</summary>
    /// <exception cref="InputException">There are no results, or not of this version.</exception>
    public static RunResults Load(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        using var connection = Schema.OpenForReading(path);
        // One transaction, so that a run that is going on is seen at one moment.
        using var transaction = connection.BeginTransaction(deferred: true);
        return ResultReader.Read(connection, path);
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
                _connection.Query<StoredPrediction>("SELECT * FROM predictions").ToDictionary(p => (p.Dataset, p.Model, p.Image), p => p.Top1),
                _connection.Query<StoredTiming>("SELECT DISTINCT dataset, model, method FROM timings")
                    .Select(t => (t.Dataset, t.Model, t.Method)).ToHashSet(),
                _connection.Query<StoredPicture>("SELECT dataset, model, image FROM pictures").Select(p => (p.Dataset, p.Model, p.Image)).ToHashSet(),
                _connection.Query<StoredMap>("SELECT dataset, model, method, image, target FROM maps")
                    .Select(m => (m.Dataset, m.Model, m.Method, m.Image, m.Target)).ToHashSet());
    }

    /// <summary>Records the images of a dataset in the order of the plan.</summary>
    public void SaveImages(string dataset, IEnumerable<string> images) =>
        Write(
            "INSERT OR REPLACE INTO images VALUES (@dataset, @position, @image)",
            images.Select((image, position) => new { dataset, position, image }));

    /// <summary>Records what a model says of images.</summary>
    public void SavePredictions(IEnumerable<PredictionRow> rows) =>
        Write(
            "INSERT OR REPLACE INTO predictions VALUES (@Dataset, @Model, @Image, @labels, @Top1, @probability)",
            rows.Select(r => new
            {
                r.Dataset,
                r.Model,
                r.Image,
                labels = Columns.FromClasses(r.Labels),
                r.Top1,
                probability = Columns.FromNumber(r.Probability),
            }));

    /// <summary>Records the measured cost of a method, all repetitions together.</summary>
    public void SaveTimings(IEnumerable<TimingRow> rows) =>
        Write(
            "INSERT OR REPLACE INTO timings VALUES "
            + "(@Dataset, @Model, @Method, @Repetition, @Milliseconds, @Forwards, @Backwards, @PeakMegabytes)", rows);

    /// <summary>Records a picture of the gallery.</summary>
    public void SavePicture(PictureRow row) => Write("INSERT OR REPLACE INTO pictures VALUES (@Dataset, @Model, @Image, @Png)", row);

    /// <summary>Records a map of the gallery.</summary>
    public void SaveMap(MapRow row) =>
        Write("INSERT OR REPLACE INTO maps VALUES (@Dataset, @Model, @Method, @Image, @Target, @Height, @Width, @Pixels)", row);

    /// <summary>Records why an explanation has no numbers.</summary>
    public void SaveRemark(RemarkRow row) =>
        Write("INSERT OR REPLACE INTO remarks VALUES (@Dataset, @Model, @Method, @Image, @Target, @State, @Why)", row);

    /// <summary>Records a finished cell: its numbers and curves together.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="result">Its numbers and curves.</param>
    /// <param name="cost">What it took; added to what the metric took on the model. Null where nothing was scored.</param>
    public void SaveCell(CellKey cell, MetricResult result, MetricCost? cost = null) => Transact(transaction =>
    {
        CellWriter.Insert(transaction, cell, result);
        if (cost is not { } took)
            return;
        transaction.Connection!.Execute(
            "INSERT INTO metric_costs VALUES (@Dataset, @Model, @Metric, 1, @Milliseconds, @PassesAsked, @PassesRun) "
            + "ON CONFLICT DO UPDATE SET cells = cells + 1, milliseconds = milliseconds + excluded.milliseconds, "
            + "asked = asked + excluded.asked, run = run + excluded.run",
            new { cell.Dataset, cell.Model, cell.Metric, took.Milliseconds, took.PassesAsked, took.PassesRun }, transaction);
    });

    /// <summary>Records a failure together with the cells it leaves without numbers.</summary>
    public void SaveFailure(FailureRow failure, IEnumerable<(CellKey Cell, MetricResult Result)> cells) => Transact(transaction =>
    {
        transaction.Connection!.Execute(
            "INSERT OR REPLACE INTO failures VALUES (@Dataset, @Model, @Method, @Metric, @Image, @Target, @Error)", failure, transaction);
        foreach (var (cell, result) in cells)
            CellWriter.Insert(transaction, cell, result);
    });

    /// <summary>Closes the store as a single file.</summary>
    public void Dispose()
    {
        Schema.Fold(_connection);
        _connection.Dispose();
        _lock.Dispose();
    }

    private void Write(string sql, object parameters) =>
        Transact(transaction => transaction.Connection!.Execute(sql, parameters, transaction));

    private void Transact(Action<SqliteTransaction> write)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            write(transaction);
            transaction.Commit();
        }
    }
}
