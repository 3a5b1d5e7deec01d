using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads a table of results.db.</summary>
internal interface IRowSource
{
    /// <summary>The rows of a table in ascending order of its key.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of the key in which the table is stored.</param>
    /// <param name="rowOf">Makes a row of the columns.</param>
    List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<SqliteDataReader, T> rowOf);
}

/// <summary>Tables that are whole; anything else is an error.</summary>
internal sealed class WholeRows(SqliteConnection connection) : IRowSource
{
    /// <inheritdoc/>
    public List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<SqliteDataReader, T> rowOf) =>
        [.. Sql.Rows(connection, $"SELECT {columns} FROM {table} ORDER BY {string.Join(", ", key)}", rowOf)];
}
