using System.Security.Cryptography;
using System.Text;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Results.Storage;

/// <summary>A hash of what a store holds, the same wherever and whenever it was computed: rows in a fixed order, without measured times and
/// memory.</summary>
public static class RowDigest
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
            .. Lines("content", RowCopy.Contents(source)),
            .. Lines("prediction", rows.Predictions()),
            .. Lines("picture", rows.Pictures()),
            .. Lines("map", rows.Maps()),
            .. Lines("remark", rows.Remarks()),
            .. Lines("failure", rows.Failures()),
            .. Lines("cell", RowCopy.Cells(rows)),
            .. Lines("visualized", VisualizationTables.Units(source).Select(Timeless)),
            .. Lines("measured", VisualizationTables.Measurements(source).SelectMany(n => n.Select(m => (n.Key, m)))),
            .. Lines("found", VisualizationTables.Findings(source)),
            .. Lines("small image", SmallImageTable.All(source)),
        ];
    }

    private static IEnumerable<string> Lines<T>(string kind, IEnumerable<T> rows) => rows.Select(row => $"{kind} {StoredJson.Write(row)}");

    private static VisualizedUnit Timeless(VisualizedUnit made) => made with { Seconds = 0, PeakBytes = 0 };
}
