using System.Data.Common;
using Npgsql;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Database;

/// <summary>Reads the tables of a run.</summary>
/// <param name="connection">The connection, within a transaction that sees one moment.</param>
internal sealed class PostgresRows(NpgsqlConnection connection) : IRowSource
{
    /// <inheritdoc/>
    public List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<DbDataReader, T> rowOf, int about = 0)
    {
        using var command = new NpgsqlCommand($"SELECT {columns} FROM {table} ORDER BY {string.Join(", ", key)}", connection);
        using var reader = command.ExecuteReader();
        var rows = new List<T>(about);
        while (reader.Read())
            rows.Add(rowOf(reader));
        return rows;
    }

    /// <inheritdoc/>
    // The scripts make all of them.
    public bool Has(string table) => true;

    /// <inheritdoc/>
    // Identities are taken in blocks, and say nothing.
    public int AboutCells() => 0;
}
