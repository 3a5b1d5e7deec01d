using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Benchmarks.LargeStore;

/// <summary>Adds cells with one number each to a result store, past the store's own writer: only a drawn run, which can be drawn again,
/// may do without its transactions and without waiting for the disk.</summary>
/// <remarks>About ten times as fast as a transaction an explanation.</remarks>
internal sealed class BulkRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _cell;
    private readonly sqlite3_stmt _score;
    private readonly Dictionary<string, byte[]> _texts = [];
    private long _id;

    /// <summary>Opens an empty store.</summary>
    /// <param name="path">The results.db, with its tables, without cells.</param>
    public BulkRows(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // Every metric of every method has a place of its own in the index of names; all of these places stay in memory.
        Run("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -400000; BEGIN");
        _cell = Prepared("INSERT INTO cells (id, dataset, model, method, metric, image, target, failed) VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
        _score = Prepared("INSERT INTO scores (cell, position, score, value, state) VALUES (?, 0, ?, ?, ?)");
    }

    /// <summary>Adds a cell and its number.</summary>
    /// <param name="cell">The cell; new.</param>
    /// <param name="score">The name of the number.</param>
    /// <param name="value">The number; null where there is none.</param>
    /// <param name="state">Its state.</param>
    public void Add(CellKey cell, string score, double? value, CellState state)
    {
        _id++;
        raw.sqlite3_bind_int64(_cell, 1, _id);
        foreach (var (index, text) in new[] { cell.Dataset, cell.Model, cell.Method, cell.Metric }.Index())
            raw.sqlite3_bind_text(_cell, index + 2, Utf8(text));
        raw.sqlite3_bind_text(_cell, 6, cell.Image);
        raw.sqlite3_bind_int64(_cell, 7, cell.Target);
        Step(_cell);
        raw.sqlite3_bind_int64(_score, 1, _id);
        raw.sqlite3_bind_text(_score, 2, Utf8(score));
        if (value is { } number)
            raw.sqlite3_bind_double(_score, 3, number);
        else
            raw.sqlite3_bind_null(_score, 3);
        raw.sqlite3_bind_text(_score, 4, Utf8(state.Text));
        Step(_score);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cell.Dispose();
        _score.Dispose();
        Run("COMMIT");
        _connection.Dispose();
    }

    private string Message => raw.sqlite3_errmsg(_connection.Handle).utf8_to_string();

    private byte[] Utf8(string text) => _texts.TryGetValue(text, out var bytes) ? bytes : _texts[text] = Encoding.UTF8.GetBytes(text);

    private void Step(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) is var code and not raw.SQLITE_DONE)
            throw new InvalidOperationException($"SQLite refused a row ({code}): {Message}");
        raw.sqlite3_reset(statement);
    }

    private sqlite3_stmt Prepared(string sql) => raw.sqlite3_prepare_v2(_connection.Handle, sql, out var statement) == raw.SQLITE_OK
        ? statement
        : throw new InvalidOperationException(Message);

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
