using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Statements that are run for every number of a run: compiled once, as compiling takes longer than running.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Runs a statement.</summary>
    /// <param name="transaction">What it belongs to.</param>
    /// <param name="sql">Its text; parameters are named @0, @1, ….</param>
    /// <param name="values">The values of the parameters, in this order; null for a missing one.</param>
    public void Execute(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values) =>
        Bound(transaction, sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement that returns one whole number.</summary>
    /// <inheritdoc cref="Execute"/>
    public long Number(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values) =>
        (long)Bound(transaction, sql, values).ExecuteScalar()!;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
    }

    private SqliteCommand Bound(SqliteTransaction transaction, string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
            _commands[sql] = command;
        }
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
