using System.Globalization;
using CsvHelper;

namespace VisEval.Harness.Reports.Files;

/// <summary>Tables as CSV: RFC 4180 (lines end in CRLF), a header, fields as they are given.</summary>
internal static class CsvText
{
    /// <summary>A table as text.</summary>
    public static string Of(string[] header, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true))
            Write(csv, header, rows);
        return text.ToString();
    }

    /// <summary>A table in UTF-8.</summary>
    public static void Write(Stream stream, string[] header, IEnumerable<string[]> rows)
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        Write(csv, header, rows);
    }

    private static void Write(CsvWriter csv, string[] header, IEnumerable<string[]> rows)
    {
        foreach (var row in rows.Prepend(header))
            csv.WriteRecord(row);
    }
}
