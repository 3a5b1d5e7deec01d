using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads the tables of a store.</summary>
internal interface IRowSource
{
    /// <summary>The rows of a table in ascending order of its key.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of the key in which the table is stored.</param>
    /// <param name="rowOf">Makes a row of the columns.</param>
    /// <param name="about">About how many rows there are, for the memory they take; 0 where that is not known.</param>
    List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<DbDataReader, T> rowOf, int about = 0);

    /// <summary>Whether there is such a table; a store of an older version lacks some.</summary>
    bool Has(string table);

    /// <summary>About how many cells there are; 0 where that is not known.</summary>
    int AboutCells();
}

/// <summary>Tables that are whole; anything else is an error.</summary>
/// <param name="connection">The store.</param>
/// <param name="stop">Ends the reading at the next row.</param>
internal sealed class WholeRows(SqliteConnection connection, CancellationToken stop = default) : IRowSource
{
    // Identities beyond this may be wrong, and memory is not taken on their word.
    private const long MostFilled = 1 << 24;

    /// <inheritdoc/>
    public List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<DbDataReader, T> rowOf, int about = 0)
    {
        var rows = new List<T>(about);
        foreach (var row in Sql.Rows(connection, $"SELECT {columns} FROM {table} ORDER BY {string.Join(", ", key)}", rowOf))
        {
            stop.ThrowIfCancellationRequested();
            rows.Add(row);
        }
        return rows;
    }

    /// <inheritdoc/>
    public bool Has(string table) => Sql.HasTable(connection, table);

    /// <inheritdoc/>
    // Identities are given one after the other; counting the rows would read the whole table.
    public int AboutCells() => Sql.Scalar(connection, "SELECT MAX(id) FROM cells") is long id and > 0 and < MostFilled ? (int)id : 0;
}
