using System.Globalization;
using CsvHelper;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>Tables as CSV: RFC 4180 (lines end in CRLF), UTF-8, a header, every field as <see cref="CsvField"/> has it.</summary>
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

    /// <summary>The rows of a table as they were given to <see cref="Write(Stream, string[], IEnumerable{string[]})"/>.</summary>
    /// <param name="content">The table in UTF-8.</param>
    /// <param name="header">The header it must have.</param>
    /// <param name="name">What it is called in a message.</param>
    /// <exception cref="InputException">It has another header, or is not CSV.</exception>
    public static IEnumerable<string[]> Read(byte[] content, IReadOnlyList<string> header, string name)
    {
        using var csv = CsvReader.Create(content, Strict);
        var found = Next(csv, name);
        if (found is null || !found.SequenceEqual(header))
            throw new InputException(
                $"{name} begins with '{string.Join(',', found ?? [])}'; the header {string.Join(',', header)} is needed.");
        while (Next(csv, name) is { } fields)
            yield return fields.Length == header.Count
                ? Array.ConvertAll(fields, CsvField.Restore)
                : throw new InputException(
                    $"{name}, line {csv.LineNumber}: there are {fields.Length} fields where the header has {header.Count}.");
    }

    private static readonly CsvReaderOptions Strict = CsvReaderOptions.Default with
    {
        HasHeader = false,
        TrackLineNumbers = true,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        PoolStrings = true,
    };

    private static string[]? Next(CsvReader csv, string name)
    {
        try
        {
            return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : null;
        }
        catch (CsvFormatException error)
        {
            throw new InputException($"{name} is not CSV: {error.Message}", error);
        }
    }

    private static void Write(CsvWriter csv, string[] header, IEnumerable<string[]> rows)
    {
        csv.WriteRecord(header);
        var fields = new string[header.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < fields.Length; i++)
                fields[i] = CsvField.Protect(row[i]);
            csv.WriteRecord(fields);
        }
    }
}
