using System.Text.RegularExpressions;
using Npgsql;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Database;

/// <summary>Statements of one transaction, sent in bundles: over a network an answer takes longer than the statement.</summary>
/// <param name="connection">The connection, within a transaction.</param>
/// <param name="cells">Identities of cells.</param>
internal sealed partial class PostgresStatements(NpgsqlConnection connection, CellIdentities cells) : IRowStatements, IDisposable
{
    private const int MostTogether = 1000;

    private readonly Dictionary<string, string> _texts = [];
    private readonly NpgsqlBatch _batch = new(connection);

    /// <inheritdoc/>
    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_texts.TryGetValue(sql, out var text))
            _texts[sql] = text = Parameter().Replace(sql, m => $"${int.Parse(m.Groups[1].ValueSpan, null) + 1}");
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = ForColumn(value) });
        _batch.BatchCommands.Add(command);
        if (_batch.BatchCommands.Count == MostTogether)
            Flush();
    }

    /// <inheritdoc/>
    public long NewCell() => cells.Next();

    /// <summary>Sends what is left.</summary>
    public void Flush()
    {
        if (_batch.BatchCommands.Count > 0)
            _batch.ExecuteNonQuery();
        _batch.BatchCommands.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();

    // PostgreSQL has no text with a zero in it.
    private static object ForColumn(object? value) => value switch
    {
        null => DBNull.Value,
        string text => text.Replace('\0', '\uFFFD'),
        _ => value,
    };

    [GeneratedRegex("@([0-9]+)")]
    private static partial Regex Parameter();
}
