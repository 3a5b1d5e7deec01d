using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results.Bundles;

/// <summary>A table of a bundle: rows of a run as CSV, and back without loss.</summary>
/// <param name="Name">The entry's name.</param>
/// <param name="Header">The columns.</param>
/// <param name="Fields">A row as text.</param>
/// <param name="Row">The row behind a text.</param>
internal sealed record BundleTable<T>(string Name, string[] Header, Func<T, string[]> Fields, Func<TextRow, T> Row)
{
    /// <summary>The rows in UTF-8.</summary>
    public byte[] Write(IEnumerable<T> rows)
    {
        using var stream = new MemoryStream();
        CsvText.Write(stream, Header, rows.Select(Fields));
        return stream.ToArray();
    }

    /// <summary>The rows of an entry.</summary>
    /// <exception cref="InputException">It is not such a table; says in which line.</exception>
    public List<T> Read(byte[] content) =>
        [.. CsvText.Read(content, Header, Name).Select((fields, i) => Row(new TextRow($"{Name}, row {i + 1}", Header, fields)))];
}

/// <summary>A row of text whose fields are read by place, each once, from the left.</summary>
/// <param name="where">What the row is called in a message.</param>
/// <param name="header">The names of the fields.</param>
/// <param name="fields">The fields.</param>
internal sealed class TextRow(string where, IReadOnlyList<string> header, IReadOnlyList<string> fields)
{
    private int _next;

    /// <summary>A text.</summary>
    public string Text() => fields[_next++];

    /// <summary>A whole number of 32 bits.</summary>
    public int Integer() => Parsed(int.Parse);

    /// <summary>A whole number of 64 bits.</summary>
    public long Long() => Parsed(long.Parse);

    /// <summary>A number.</summary>
    public double Number() => Parsed(double.Parse);

    /// <summary>A whole number, or null where the field is empty.</summary>
    public int? IntegerOrNone() => fields[_next].Length == 0 ? Skip<int>() : Integer();

    /// <summary>A number, or null where the field is empty.</summary>
    public double? NumberOrNone() => fields[_next].Length == 0 ? Skip<double>() : Number();

    /// <summary>Numbers separated by spaces.</summary>
    public double[] Numbers() => Parsed((text, style, culture) => Split(text).Select(t => double.Parse(t, style, culture)).ToArray());

    /// <summary>Whole numbers separated by spaces.</summary>
    public int[] Integers() => Parsed((text, style, culture) => Split(text).Select(t => int.Parse(t, style, culture)).ToArray());

    /// <summary>Bytes in Base64, or null where the field is empty.</summary>
    /// <param name="count">How many there must be.</param>
    public byte[]? BytesOrNone(long count)
    {
        var text = fields[_next++];
        if (text.Length == 0)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == count
            ? bytes[..length]
            : throw new InputException($"{where}: the {header[_next - 1]} are not {count} bytes in Base64.");
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private T? Skip<T>() where T : struct
    {
        _next++;
        return null;
    }

    private T Parsed<T>(Func<string, NumberStyles, IFormatProvider, T> parse)
    {
        var place = _next++;
        try
        {
            var style = typeof(T) == typeof(double) || typeof(T) == typeof(double[]) ? NumberStyles.Float : NumberStyles.AllowLeadingSign;
            return parse(fields[place], style, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new InputException($"{where}: '{fields[place]}' cannot be the {header[place]}.", error);
        }
    }
}
