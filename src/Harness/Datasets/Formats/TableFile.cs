using System.Text;
using System.Text.Json;
using CsvHelper;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A table of annotations: CSV, TSV or JSON lines (an object a line).</summary>
/// <param name="Columns">The names of the columns, in the order of the file.</param>
/// <param name="Rows">The rows that are not empty.</param>
internal sealed record TableFile(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The endings of tables.</summary>
    public static readonly string[] Extensions = [".csv", ".tsv", ".jsonl"];

    // A quotation mark that is never closed would make the rest of a file one field.
    private const int LongestRow = 64 << 20;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file; its ending says what it is.</param>
    /// <exception cref="InputException">It cannot be read, or is no table; with the line.</exception>
    public static TableFile Read(string path)
    {
        var content = InputFile.Read(path);
        return Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? Lines(content, path) : Csv(content, path);
    }

    private static TableFile Csv(byte[] content, string path)
    {
        var options = CsvReaderOptions.Default with
        {
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            MalformedData = CsvMalformedDataHandling.Throw,
            Separator = Separator(content, path),
        };
        var rows = new List<(long Line, string[] Fields)>();
        try
        {
            using var csv = CsvReader.Create(content, options);
            while (csv.Read())
                rows.Add((csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        }
        catch (CsvFormatException exception)
        {
            throw new InputException(
                $"{path}, line {exception.LineNumber}: the table cannot be read from this row on; a field in quotes ends with a quote, "
                + "and a quote inside it is written twice.", exception);
        }
        if (rows.Count == 0)
            throw new InputException($"{path}: the table is empty; its first line names the columns.");
        var columns = rows[0].Fields.Select(f => f.Trim()).ToList();
        if (columns.Distinct().Count() != columns.Count)
            throw new InputException($"{path}: the first line, {string.Join(", ", columns)}, names a column twice.");
        return new TableFile(
            columns,
            [
                .. rows.Skip(1).Where(r => r.Fields.Any(f => f.Length > 0)).Select(r => new TableRow(
                    r.Line, r.Fields.Take(columns.Count).Select((f, i) => (Column: columns[i], Text: f))
                        .ToDictionary(f => f.Column, f => f.Text))),
            ]);
    }

    private static char Separator(byte[] content, string path)
    {
        if (Path.GetExtension(path).Equals(".tsv", StringComparison.OrdinalIgnoreCase))
            return '\t';
        var end = content.AsSpan().IndexOf((byte)'\n');
        var header = content.AsSpan(0, end < 0 ? content.Length : end);
        return header.Contains((byte)',') ? ',' : header.Contains((byte)';') ? ';' : header.Contains((byte)'\t') ? '\t' : ',';
    }

    private static TableFile Lines(byte[] content, string path)
    {
        var (columns, rows) = (new List<string>(), new List<TableRow>());
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        for (var line = 1L; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            try
            {
                JsonTexts.Check($"{path}, line {line}", Encoding.UTF8.GetBytes(text));
                using var json = JsonDocument.Parse(text);
                if (json.RootElement.ValueKind != JsonValueKind.Object)
                    throw new InputException($"{path}, line {line}: a row is an object, written {{ … }}.");
                var fields = new Dictionary<string, string>();
                foreach (var field in json.RootElement.EnumerateObject())
                    if (!fields.TryAdd(field.Name, Text(field.Value)))
                        throw new InputException($"{path}, line {line}: the field {field.Name} is there twice; name it once.");
                columns.AddRange(fields.Keys.Except(columns).ToList());
                rows.Add(new TableRow(line, fields));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                var why = exception is JsonException ? FaultText.Of(exception) : "it holds no JSON object";
                throw new InputException($"{path}, line {line}: {why}.", exception);
            }
        }
        return new TableFile(columns, rows);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}

/// <summary>A row of a table.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Fields">Its fields by column; lists and objects as JSON text.</param>
internal sealed record TableRow(long Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>A field, or an empty text where the row has none.</summary>
    public string this[string? column] => column is not null && Fields.TryGetValue(column, out var text) ? text.Trim() : "";
}
