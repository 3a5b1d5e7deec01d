using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Statements that are run for every number of a run: compiled once, as compiling takes longer than running.</summary>
internal sealed class Statements(SqliteConnection connection) : IRowStatements, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private long? _cell;

    /// <summary>What they belong to.</summary>
    public SqliteTransaction? Transaction { get; set; }

    /// <inheritdoc/>
    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
            _commands[sql] = command;
        }
        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = Columns.FromValue(values[i]) ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    // Nobody else writes to the file.
    public long NewCell()
    {
        _cell = (_cell ?? Sql.Scalar(connection, "SELECT MAX(id) FROM cells", Transaction) as long? ?? 0) + 1;
        return _cell.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
    }
}
