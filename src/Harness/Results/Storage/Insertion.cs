namespace VisEval.Harness.Results.Storage;

/// <summary>Statements that add a row, in words that SQLite and PostgreSQL share.</summary>
internal static class Insertion
{
    /// <summary>A row that takes the place of the one with the same key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of its key, separated by commas.</param>
    /// <param name="others">The other columns.</param>
    public static string Replacing(string table, string key, string others) =>
        $"{Plain(table, $"{key}, {others}")} ON CONFLICT ({key}) DO UPDATE SET "
        + string.Join(", ", others.Split(", ").Select(c => $"{c} = excluded.{c}"));

    /// <summary>A row that is left out where one with the same key stands.</summary>
    public static string Keeping(string table, string key, string others) =>
        $"{Plain(table, $"{key}, {others}")} ON CONFLICT ({key}) DO NOTHING";

    /// <summary>A row whose key is new.</summary>
    public static string Plain(string table, string columns) =>
        $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", columns.Split(", ").Select((_, i) => $"@{i}"))})";
}
