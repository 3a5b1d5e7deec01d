using System.Security.Cryptography;
using System.Text;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>A hash of what a store holds, the same wherever and whenever it was computed: rows in a fixed order, without measured times and
/// memory.</summary>
internal static class RowDigest
{
    /// <summary>SHA-256 of the rows, lower-case hex.</summary>
    public static string Of(IRowSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines(source).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Lines(IRowSource source)
    {
        var rows = new RowReader(source);
        return
        [
            .. CopiedTables.All.SelectMany(table => table.Lines(source)),
            .. rows.Failures().Select(StoredJson.Write),
            .. RowCopy.Cells(rows).Select(StoredJson.Write),
        ];
    }
}
