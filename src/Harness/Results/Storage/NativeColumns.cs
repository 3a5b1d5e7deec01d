using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VisEval.Harness.Results.Storage;

/// <summary>Values of the row that a reader stands at, straight from SQLite where it is one of
/// SQLite.</summary>
/// <remarks>A large store has tens of millions of values, and the wrapper counts references to the statement at each of them, which takes
/// longer than the value. The statement lives as long as the reader.</remarks>
internal static unsafe class NativeColumns
{
    private const string Library = "e_sqlite3";

    /// <summary>The bytes of a text, in UTF-8, until the next row; empty for anything else.</summary>
    public static ReadOnlySpan<byte> Utf8(this DbDataReader reader, int column)
    {
        if (reader is not SqliteDataReader native)
            return [];
        var statement = native.Handle!.DangerousGetHandle();
        return Type(statement, column) == raw.SQLITE_TEXT ? new(Blob(statement, column), Bytes(statement, column)) : [];
    }

    /// <summary>A whole number; what is stored as anything else is read as the wrapper reads it.</summary>
    public static long Whole(this DbDataReader reader, int column)
    {
        if (reader is not SqliteDataReader native)
            return reader.GetInt64(column);
        var statement = native.Handle!.DangerousGetHandle();
        return Type(statement, column) == raw.SQLITE_INTEGER ? Int64(statement, column) : reader.GetInt64(column);
    }

    /// <summary>A number that is stored as one; null for anything else.</summary>
    public static double? Real(this DbDataReader reader, int column)
    {
        if (reader is not SqliteDataReader native)
            return null;
        var statement = native.Handle!.DangerousGetHandle();
        return Type(statement, column) == raw.SQLITE_FLOAT ? Double(statement, column) : null;
    }

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    private static extern int Type(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    private static extern long Int64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    private static extern double Double(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    private static extern byte* Blob(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static extern int Bytes(nint statement, int column);
}
