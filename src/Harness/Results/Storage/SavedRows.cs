using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Tables of a damaged file: the rows before the first and behind the last place that cannot be read.</summary>
internal sealed class SavedRows(SqliteConnection connection) : IRowSource
{
    private readonly List<string> _damaged = [];

    /// <summary>The tables of which rows are lost.</summary>
    public IReadOnlyList<string> Damaged => _damaged;

    /// <inheritdoc/>
    public List<T> Read<T>(string columns, string table, IReadOnlyList<string> key, Func<DbDataReader, T> rowOf, int about = 0)
    {
        var (rows, seen) = (new List<T>(), new HashSet<string>());
        var select = $"SELECT {columns}, {string.Join(", ", key)} FROM {table} ORDER BY ";
        var lost = Add(rows, seen, select + string.Join(", ", key), key.Count, rowOf);
        if (lost is not Loss.None)
            _damaged.Add(table);
        if (lost is not Loss.Rest)
            return rows;
        var behind = new List<T>();
        Add(behind, seen, select + string.Join(", ", key.Select(k => k + " DESC")), key.Count, rowOf);
        behind.Reverse();
        return [.. rows, .. behind];
    }

    /// <inheritdoc/>
    // Where even the list of tables cannot be read, the attempt to read the table says so.
    public bool Has(string table)
    {
        try
        {
            return Sql.HasTable(connection, table);
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public int AboutCells() => 0;

    private enum Loss
    {
        None,
        SingleRows,
        Rest,
    }

    // Rows that were seen from the other side are passed over.
    private Loss Add<T>(List<T> rows, HashSet<string> seen, string sql, int keys, Func<DbDataReader, T> rowOf)
    {
        var loss = Loss.None;
        try
        {
            foreach (var (row, key, isSound) in Sql.Rows(connection, sql, reader => Row(reader, keys, rowOf)))
                if (!isSound)
                    loss = Loss.SingleRows;
                else if (seen.Add(key))
                    rows.Add(row!);
        }
        catch (SqliteException)
        {
            return Loss.Rest;
        }
        return loss;
    }

    // A row whose content is not what the table holds is lost alone.
    private static (T? Row, string Key, bool IsSound) Row<T>(DbDataReader reader, int keys, Func<DbDataReader, T> rowOf)
    {
        try
        {
            var key = string.Join('\u001F', Enumerable.Range(reader.FieldCount - keys, keys).Select(reader.GetValue));
            return (rowOf(reader), key, true);
        }
        catch (Exception error) when (Damage.IsOfRow(error))
        {
            return (default, "", false);
        }
    }
}
