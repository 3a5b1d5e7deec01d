using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reading columns by index: a report reads a hundred thousand rows and must not wait for a mapper to be compiled.</summary>
internal static class Sql
{
    /// <summary>The first column of the first row; null where there is none.</summary>
    public static object? Scalar(SqliteConnection connection, string sql, SqliteTransaction? within = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = within ?? command.Transaction;
        return command.ExecuteScalar();
    }

    /// <summary>Whether the file has a table.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="table">The name, which is one of the program's own.</param>
    public static bool HasTable(SqliteConnection connection, string table) =>
        Scalar(connection, $"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{table}'") is not null;

    /// <summary>A text within a statement of SQLite, whatever it holds.</summary>
    public static string Literal(string text) => $"CAST(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' AS TEXT)";

    /// <summary>The rows of a query, one by one.</summary>
    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, Func<DbDataReader, T> rowOf)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return rowOf(reader);
    }

    /// <summary>A number that may be missing, see <see cref="Columns"/>.</summary>
    public static double? Number(this DbDataReader reader, int column) =>
        reader.Real(column) ?? Columns.ToNumber(reader.IsDBNull(column) ? null : reader.GetValue(column));

    /// <summary>Bytes that may be missing.</summary>
    public static byte[]? Bytes(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
